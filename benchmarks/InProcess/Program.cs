using InProcess;
using InProcess.Contenders;
using InProcess.Contenders.WsScaffold;
using InProcess.Measuring;

using var ours = new WsScaffoldContender();
using var lowerBound = new LowerBoundContender();
var standIn = new StandInContender();
IContender[] contenders = [ours, standIn, lowerBound];

Array.ForEach(contenders, AnswerCheck.Check);
var measurements = Measurer.Run(contenders);
Report.Write(Console.Out, measurements, Of(standIn), Of(ours));

Measurement Of(IContender contender) => measurements.Single(measurement => measurement.Name == contender.Name);
