namespace QMlp.Calibrator.Graph;

/// <summary>2-D convolution by its definition.</summary>
static class ConvExecutor
{
    public static void Run(ConvNode node, float[] x, float[] y)
    {
        var w = node.Weights;
        int channels = w.Shape[1], kernelHeight = w.Shape[2], kernelWidth = w.Shape[3];
        int height = node.Input.Shape[2], width = node.Input.Shape[3], inputs = node.Input.Shape[1];
        int outputs = node.Output.Shape[1], outHeight = node.Output.Shape[2], outWidth = node.Output.Shape[3];
        for (var i = 0; i < y.Length; i++)
        {
            int column = i % outWidth, row = i / outWidth % outHeight, channel = i / (outWidth * outHeight) % outputs;
            var sample = i / (outWidth * outHeight * outputs);
            var firstChannel = channel / (outputs / w.Groups) * channels;
            var sum = w.Bias[channel];
            for (var c = 0; c < channels; c++)
            {
                for (var ky = 0; ky < kernelHeight; ky++)
                {
                    var iy = (row * w.StrideY) - w.Pads[0] + (ky * w.DilationY);
                    if (iy < 0 || iy >= height)
                    {
                        continue;
                    }

                    for (var kx = 0; kx < kernelWidth; kx++)
                    {
                        var ix = (column * w.StrideX) - w.Pads[1] + (kx * w.DilationX);
                        if (ix >= 0 && ix < width)
                        {
                            sum += x[((((sample * inputs) + firstChannel + c) * height) + iy) * width + ix]
                                * w.Weights[((((channel * channels) + c) * kernelHeight) + ky) * kernelWidth + kx];
                        }
                    }
                }
            }

            y[i] = sum;
        }
    }
}
