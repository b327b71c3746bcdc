namespace QMlp.Calibrator.Planning;

/// <summary>Forms in which a value is stored: those that a step wants to read, or those that it can write.</summary>
[Flags]
enum Storage
{
    None = 0,

    /// <summary>Bytes. Wanted: bytes, and nothing else.</summary>
    U8 = 1,

    /// <summary>16 bits. Wanted: 16 bits, and nothing else.</summary>
    S16 = 2,

    /// <summary>Wanted: 16 bits where the value can be had so, else bytes.</summary>
    PreferS16 = 4,

    /// <summary>Wanted: the form in which the step's own result is wanted, because elements are moved as they are.</summary>
    AsResult = 8,

    /// <summary>float32: the logits.</summary>
    F32 = 16,
}
