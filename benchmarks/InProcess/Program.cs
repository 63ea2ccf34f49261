using InProcess;
using InProcess.Contenders;
using InProcess.Measuring;

var standIn = new StandInContender();
using var lowerBound = new LowerBoundContender();
List<IContender> contenders = [standIn, lowerBound];
#if WSSCAFFOLD
using var ours = new InProcess.Contenders.WsScaffold.WsScaffoldContender();
contenders.Insert(0, ours);
#endif

contenders.ForEach(AnswerCheck.Check);
var measurements = Measurer.Run(contenders);
Report.Write(Console.Out, measurements, Of(standIn), contenders.Count > 2 ? Of(contenders[0]) : null);

Measurement Of(IContender contender) => measurements.Single(measurement => measurement.Name == contender.Name);
