namespace QMlp.RuntimeSupport.Tests;

/// <summary>The layouts that the kernels read, written from the specification of the model file.</summary>
static class Packing
{
    /// <summary>[N/16][K/4][16][4], padded with zeros.</summary>
    public static byte[] Panels(sbyte[,] weights)
    {
        var (n, k) = (weights.GetLength(0), weights.GetLength(1));
        var quads = (k + 3) / 4;
        var packed = new byte[(n + 15) / 16 * quads * 64];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                packed[((i / 16 * quads + j / 4) * 16 + i % 16) * 4 + j % 4] = (byte)weights[i, j];
            }
        }

        return packed;
    }

    /// <summary>[N][K padded to 4].</summary>
    public static byte[] Rows(sbyte[,] weights)
    {
        var (n, k) = (weights.GetLength(0), weights.GetLength(1));
        var padded = (k + 3) / 4 * 4;
        var packed = new byte[n * padded];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                packed[i * padded + j] = (byte)weights[i, j];
            }
        }

        return packed;
    }

    /// <summary>[T/4][C][4] of x[T, C]; what pads the last quad is 255, so that a kernel that uses it is found out.</summary>
    public static byte[] TokenInterleaved(byte[,] x)
    {
        var (t, c) = (x.GetLength(0), x.GetLength(1));
        var packed = new byte[(t + 3) / 4 * c * 4];
        Array.Fill(packed, (byte)255);
        for (var i = 0; i < t; i++)
        {
            for (var j = 0; j < c; j++)
            {
                packed[(i / 4 * c + j) * 4 + i % 4] = x[i, j];
            }
        }

        return packed;
    }

    /// <summary>4 bits, [N/16][K/8][16][4]: the even quad of two in the low nibbles, the odd one in the high nibbles.</summary>
    public static byte[] NibblePanels(sbyte[,] weights)
    {
        var (n, k) = (weights.GetLength(0), weights.GetLength(1));
        var blocks = (k + 7) / 8;
        var packed = new byte[(n + 15) / 16 * blocks * 64];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                packed[((i / 16 * blocks + j / 8) * 16 + i % 16) * 4 + j % 4] |= (byte)((weights[i, j] & 15) << (j % 8 < 4 ? 0 : 4));
            }
        }

        return packed;
    }

    /// <summary>4 bits, [N][K/8][4].</summary>
    public static byte[] NibbleRows(sbyte[,] weights)
    {
        var (n, k) = (weights.GetLength(0), weights.GetLength(1));
        var blocks = (k + 7) / 8;
        var packed = new byte[n * blocks * 4];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                packed[(i * blocks + j / 8) * 4 + j % 4] |= (byte)((weights[i, j] & 15) << (j % 8 < 4 ? 0 : 4));
            }
        }

        return packed;
    }
}
