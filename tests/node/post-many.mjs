// Posts many messages with the AWS SDK, 64 at once, after one to warm up. It prints the CPU seconds that they took.
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';

const [endpoint, count] = process.argv.slice(2);
const client = new ApiGatewayManagementApiClient({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestHandler: { httpAgent: { maxSockets: 64, keepAlive: true } },
});
const Data = '{"type":"published","data":{"topic":null,"text":"Hear, hear!"}}';
const post = number => client.send(new PostToConnectionCommand({ ConnectionId: `PJqB0fH${String(number).padStart(7, '0')}A=`, Data }));

await post(0);
const before = process.cpuUsage();
let next = 0;
await Promise.all(Array.from({ length: 64 }, async () => {
  while (next < count) await post(next++);
}));
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1e6);
process.exit(0);
