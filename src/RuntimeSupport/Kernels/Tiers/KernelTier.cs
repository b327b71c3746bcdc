// Needs:
#nullable enable
namespace QMlp.Runtime;

// An enum cannot be partial, so it is made public by a symbol that only the RuntimeSupport assembly defines.
/// <summary>The tiers, from the one that runs anywhere to the fastest.</summary>
#if QMLP_RUNTIME_SUPPORT
public
#endif
enum KernelTier
{
    /// <summary><c>ScalarTier</c>.</summary>
    Scalar,

    /// <summary><c>Vector128Tier</c>.</summary>
    Vector128,

    /// <summary><c>Avx2Tier</c>.</summary>
    Avx2,

    /// <summary><c>Avx512Tier</c>.</summary>
    Avx512,

    /// <summary><c>AvxVnniTier</c>.</summary>
    AvxVnni,

    /// <summary><c>Avx512VnniTier</c>.</summary>
    Avx512Vnni,
}
