// A DynamoDB on a free port of loopback, in memory. It prints the port, and ends when its input does.
import dynalite from 'dynalite';

// A table takes a moment, as in DynamoDB, so that nobody gets away with not waiting for it.
const server = dynalite({ createTableMs: 100, deleteTableMs: 0 });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
