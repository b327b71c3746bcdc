// Places of the tensors in scratch memory. Tensors that are not needed at the same time share a place.
private static class Buffers
{
    public const int Pixels = 0; // u8[16][3], entry to 1
    public const int Stream0 = 320; // s16[4][8], pass 1 to 3
    public const int Norm1 = 0; // u8[1][16][4], pass 2 to 3
    public const int Stream1 = 320; // s16[4][8], pass 3 to 4
    public const int Norm2 = 0; // u8[4][8], pass 4 to 4
    public const int Hidden = 128; // u8[4][20], pass 4 to 4
    public const int Stream2 = 320; // s16[4][8], pass 4 to 5
    public const int Pooled = 0; // u8[1][8], pass 5 to 6

    // Bytes of them all.
    public const int Length = 448;

    // Begin of what stays within a band of rows: each thread that shares a call has it for itself.
    public const int Bands = 0;

    // Bytes that each further thread needs for itself.
    public const int BandsLength = 320;
}
