// Posts to, reads and deletes one connection with the AWS SDK, and posts again: what the SDK makes of each answer, a line each.
import {
  ApiGatewayManagementApiClient, DeleteConnectionCommand, GetConnectionCommand, GoneException, PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

const [endpoint, ConnectionId] = process.argv.slice(2);
const client = new ApiGatewayManagementApiClient({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

await client.send(new PostToConnectionCommand({ ConnectionId, Data: 'hello from the SDK' }));
console.log('posted');

const { ConnectedAt, LastActiveAt, Identity } = await client.send(new GetConnectionCommand({ ConnectionId }));
console.log(`read ${ConnectedAt instanceof Date} ${LastActiveAt instanceof Date} ${Identity.SourceIp} ${Identity.UserAgent}`);

await client.send(new DeleteConnectionCommand({ ConnectionId }));
console.log('deleted');

try {
  await client.send(new PostToConnectionCommand({ ConnectionId, Data: 'too late' }));
  console.log('posted again');
} catch (error) {
  console.log(error instanceof GoneException ? `${error.name} ${error.$metadata.httpStatusCode}` : `unexpected ${error}`);
}
