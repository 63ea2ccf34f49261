// A Lambda function without any library: it echoes messages, throws or hangs when told to, and prints how connections end.
const [runtimeApi] = process.argv.slice(2);
const api = `http://${runtimeApi}/2018-06-01/runtime/invocation`;

async function handle({ requestContext, body }) {
  if (body === 'throw') throw new Error('told to');
  if (body === 'hang') {
    console.log('hanging');
    await new Promise(() => setInterval(() => {}, 1000));
  }
  if (requestContext.eventType === 'DISCONNECT') {
    console.log(`disconnected ${requestContext.disconnectStatusCode} ${requestContext.disconnectReason}`);
  }
  return body === undefined ? { statusCode: 200 } : { statusCode: 200, body: `${requestContext.routeKey}: ${body}` };
}

for (;;) {
  const next = await fetch(`${api}/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  let outcome, answer;
  try {
    answer = await handle(await next.json());
    outcome = 'response';
  } catch (error) {
    answer = { errorMessage: error.message, errorType: error.name };
    outcome = 'error';
  }
  await fetch(`${api}/${id}/${outcome}`, { method: 'POST', body: JSON.stringify(answer) });
}
