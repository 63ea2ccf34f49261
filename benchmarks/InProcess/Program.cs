using InProcess.Contenders;
using InProcess.Contenders.WsScaffold;
using InProcess.Json;
using InProcess.Measuring;
using InProcess.Reporting;

using var ours = new WsScaffoldContender();
using var lowerBound = new LowerBoundContender();
var standIn = new StandInContender();
IContender[] contenders = [ours, standIn, lowerBound];

Array.ForEach(contenders, ResponseCheck.Check);
var work = contenders.Select(contender => new Work(contender.Name, () => contender.Respond(SendMessageEvent.Bytes)));
var measurements = Measurer.Run([.. work]);
Report.Write(Console.Out, measurements, Of(ours), Of(standIn), Of(lowerBound));
JsonReport.Write(Console.Out, JsonBenchmark.Read(), JsonBenchmark.Write());

Measurement Of(IContender contender) => measurements.Single(measurement => measurement.Name == contender.Name);
