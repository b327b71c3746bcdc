using StartUp;

var logits = new float[ResMlp.OutputLength];
ResMlp.Run(new float[ResMlp.InputLength], logits);
FirstLogits.Tell(logits);
