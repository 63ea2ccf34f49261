using InProcess;
using InProcess.Contenders;
using InProcess.Contenders.WsScaffold;
using InProcess.Json;
using InProcess.Measuring;

using var ours = new WsScaffoldContender();
using var lowerBound = new LowerBoundContender();
var standIn = new StandInContender();
IContender[] contenders = [ours, standIn, lowerBound];

Array.ForEach(contenders, AnswerCheck.Check);
var measurements = Measurer.Run([.. contenders.Select(contender => new Work(contender.Name, () => contender.Answer(SendMessageEvent.Bytes)))]);
Report.Write(Console.Out, measurements, Of(ours), Of(standIn), Of(lowerBound));
JsonReport.Write(Console.Out, JsonBenchmark.Read(), JsonBenchmark.Write());

Measurement Of(IContender contender) => measurements.Single(measurement => measurement.Name == contender.Name);
