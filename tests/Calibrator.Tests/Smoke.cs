namespace QMlp.Calibrator.Tests; public class Smoke { [Fact] public void Runs() => Assert.True(Directory.Exists(QMlp.Tests.Repository.Root)); }
