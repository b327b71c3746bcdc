// Needs:
// Written by benchmarks/MachineCode ("emit"), which assembles it; a test assembles it again and compares.
#nullable enable
using System;

namespace QMlp.Runtime;

/// <content>The bytes of one routine; <see cref="MachineCodeCall"/> is its argument.</content>
static partial class MachineCodeBytes
{
    /// <summary>Channel mixing: u8 activation rows, broadcast, times 8-bit weight panels of 16 channels.</summary>
    public static ReadOnlySpan<byte> Channels8 =>
    [
        // Entry for Windows x64: the argument is in rcx.
        0x48, 0x89, 0xC8,                                                 // 0000  mov          rax, rcx
        0xEB, 0x03,                                                       // 0003  jmp          8

        // Entry for System V: the argument is in rdi.
        0x48, 0x89, 0xF8,                                                 // 0005  mov          rax, rdi

        // What either convention wants to be kept.
        0x48, 0x89, 0x58, 0x78,                                           // 0008  mov          [rax + 0x78], rbx
        0x48, 0x89, 0xB0, 0x80, 0x00, 0x00, 0x00,                         // 000c  mov          [rax + 0x80], rsi
        0x48, 0x89, 0xB8, 0x88, 0x00, 0x00, 0x00,                         // 0013  mov          [rax + 0x88], rdi
        0x4C, 0x89, 0xA0, 0x90, 0x00, 0x00, 0x00,                         // 001a  mov          [rax + 0x90], r12
        0x4C, 0x89, 0xA8, 0x98, 0x00, 0x00, 0x00,                         // 0021  mov          [rax + 0x98], r13
        0xC5, 0xF8, 0x11, 0xB0, 0xA0, 0x00, 0x00, 0x00,                   // 0028  vmovups      [rax + 0xa0], xmm6
        0xC5, 0xF8, 0x11, 0xB8, 0xB0, 0x00, 0x00, 0x00,                   // 0030  vmovups      [rax + 0xb0], xmm7
        0xC5, 0x78, 0x11, 0x80, 0xC0, 0x00, 0x00, 0x00,                   // 0038  vmovups      [rax + 0xc0], xmm8
        0xC5, 0x78, 0x11, 0x88, 0xD0, 0x00, 0x00, 0x00,                   // 0040  vmovups      [rax + 0xd0], xmm9
        0xC5, 0x78, 0x11, 0x90, 0xE0, 0x00, 0x00, 0x00,                   // 0048  vmovups      [rax + 0xe0], xmm10
        0xC5, 0x78, 0x11, 0x98, 0xF0, 0x00, 0x00, 0x00,                   // 0050  vmovups      [rax + 0xf0], xmm11
        0xC5, 0x78, 0x11, 0xA0, 0x00, 0x01, 0x00, 0x00,                   // 0058  vmovups      [rax + 0x100], xmm12
        0xC5, 0x78, 0x11, 0xA8, 0x10, 0x01, 0x00, 0x00,                   // 0060  vmovups      [rax + 0x110], xmm13
        0xC5, 0x78, 0x11, 0xB0, 0x20, 0x01, 0x00, 0x00,                   // 0068  vmovups      [rax + 0x120], xmm14
        0xC5, 0x78, 0x11, 0xB8, 0x30, 0x01, 0x00, 0x00,                   // 0070  vmovups      [rax + 0x130], xmm15

        // A pair of vectors: all rows. The last pair may be a single vector: its stride is then 0.
        0x45, 0x31, 0xC9,                                                 // 0078  xor          r9d, r9d
        0x48, 0x83, 0x78, 0x50, 0x02,                                     // 007b  cmp          [rax + 0x50], 2
        0x4C, 0x0F, 0x43, 0x48, 0x18,                                     // 0080  cmovae       r9, [rax + 0x18]
        0x4E, 0x8D, 0x24, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 0085  lea          r12, [r9*2]
        0x4F, 0x8D, 0x2C, 0x49,                                           // 008d  lea          r13, [r9 + r9*2]
        0x4C, 0x8B, 0x40, 0x48,                                           // 0091  mov          r8, [rax + 0x48]
        0x4C, 0x89, 0x40, 0x70,                                           // 0095  mov          [rax + 0x70], r8
        0x4C, 0x8B, 0x00,                                                 // 0099  mov          r8, [rax]
        0x4C, 0x89, 0x40, 0x58,                                           // 009c  mov          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x38,                                           // 00a0  mov          r8, [rax + 0x38]
        0x4C, 0x89, 0x40, 0x68,                                           // 00a4  mov          [rax + 0x68], r8
        0x48, 0x83, 0x78, 0x70, 0x0E,                                     // 00a8  cmp          [rax + 0x70], 0xe
        0x0F, 0x82, 0x4A, 0x03, 0x00, 0x00,                               // 00ad  jb           0x3fd

        // Block of 14 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 00b3  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 00b7  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 00bb  lea          rsi, [rdx + rdx*2]
        0x48, 0x8D, 0x3C, 0x92,                                           // 00bf  lea          rdi, [rdx + rdx*4]
        0x48, 0x8D, 0x0C, 0x96,                                           // 00c3  lea          rcx, [rsi + rdx*4]
        0x48, 0x01, 0xD9,                                                 // 00c7  add          rcx, rbx
        0x4C, 0x8B, 0x40, 0x10,                                           // 00ca  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 00ce  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00d2  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 00d6  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 00da  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 00e0  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 00e4  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 00e7  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 00eb  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00f1  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 00f5  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 00fb  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0101  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 0107  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 010d  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0113  vmovdqa64    zmm7, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC0,                               // 0119  vmovdqa64    zmm8, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC9,                               // 011f  vmovdqa64    zmm9, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD0,                               // 0125  vmovdqa64    zmm10, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD9,                               // 012b  vmovdqa64    zmm11, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE0,                               // 0131  vmovdqa64    zmm12, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE9,                               // 0137  vmovdqa64    zmm13, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF0,                               // 013d  vmovdqa64    zmm14, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF9,                               // 0143  vmovdqa64    zmm15, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC0,                               // 0149  vmovdqa64    zmm16, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC9,                               // 014f  vmovdqa64    zmm17, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD0,                               // 0155  vmovdqa64    zmm18, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD9,                               // 015b  vmovdqa64    zmm19, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0161  vmovdqa64    zmm20, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE9,                               // 0167  vmovdqa64    zmm21, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF0,                               // 016d  vmovdqa64    zmm22, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0173  vmovdqa64    zmm23, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC0,                               // 0179  vmovdqa64    zmm24, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC9,                               // 017f  vmovdqa64    zmm25, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD0,                               // 0185  vmovdqa64    zmm26, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD9,                               // 018b  vmovdqa64    zmm27, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 0191  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0195  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 019b  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 01a2  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 01a7  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 01ac  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 01af  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 01b5  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 01bb  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 01c1  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 01c8  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 01ce  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 01d4  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 01db  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 01e1  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 01e7  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 01ee  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 01f4  vpdpbusd     zmm7, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 01fa  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xC4,                               // 0201  vpdpbusd     zmm8, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xCD,                               // 0207  vpdpbusd     zmm9, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 020d  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xD4,                               // 0214  vpdpbusd     zmm10, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xDD,                               // 021a  vpdpbusd     zmm11, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 0220  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xE4,                               // 0227  vpdpbusd     zmm12, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xED,                               // 022d  vpdpbusd     zmm13, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 0233  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xF4,                               // 0239  vpdpbusd     zmm14, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xFD,                               // 023f  vpdpbusd     zmm15, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 0245  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xC4,                               // 024c  vpdpbusd     zmm16, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xCD,                               // 0252  vpdpbusd     zmm17, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 0258  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xD4,                               // 025f  vpdpbusd     zmm18, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xDD,                               // 0265  vpdpbusd     zmm19, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 026b  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xE4,                               // 0272  vpdpbusd     zmm20, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xED,                               // 0278  vpdpbusd     zmm21, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 027e  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xF4,                               // 0285  vpdpbusd     zmm22, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xFD,                               // 028b  vpdpbusd     zmm23, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 0291  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xC4,                               // 0298  vpdpbusd     zmm24, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xCD,                               // 029e  vpdpbusd     zmm25, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 02a4  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xD4,                               // 02ab  vpdpbusd     zmm26, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xDD,                               // 02b1  vpdpbusd     zmm27, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 02b7  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 02bb  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 02bf  dec          r11
        0x0F, 0x85, 0xCD, 0xFE, 0xFF, 0xFF,                               // 02c2  jne          0x195

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 02c8  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 02cc  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 02d0  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 02d6  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 02d9  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 02df  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 02e2  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 02e8  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 02eb  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 02f1  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x00,                               // 02f4  vmovdqu32    [r8], zmm8
        0x4D, 0x01, 0xD8,                                                 // 02fa  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x10,                               // 02fd  vmovdqu32    [r8], zmm10
        0x4D, 0x01, 0xD8,                                                 // 0303  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x20,                               // 0306  vmovdqu32    [r8], zmm12
        0x4D, 0x01, 0xD8,                                                 // 030c  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x30,                               // 030f  vmovdqu32    [r8], zmm14
        0x4D, 0x01, 0xD8,                                                 // 0315  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x00,                               // 0318  vmovdqu32    [r8], zmm16
        0x4D, 0x01, 0xD8,                                                 // 031e  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x10,                               // 0321  vmovdqu32    [r8], zmm18
        0x4D, 0x01, 0xD8,                                                 // 0327  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x20,                               // 032a  vmovdqu32    [r8], zmm20
        0x4D, 0x01, 0xD8,                                                 // 0330  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x30,                               // 0333  vmovdqu32    [r8], zmm22
        0x4D, 0x01, 0xD8,                                                 // 0339  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x00,                               // 033c  vmovdqu32    [r8], zmm24
        0x4D, 0x01, 0xD8,                                                 // 0342  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x10,                               // 0345  vmovdqu32    [r8], zmm26
        0x4D, 0x01, 0xD8,                                                 // 034b  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 034e  test         r9, r9
        0x0F, 0x84, 0x90, 0x00, 0x00, 0x00,                               // 0351  je           0x3e7
        0x4C, 0x8B, 0x40, 0x68,                                           // 0357  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 035b  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0362  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0365  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 036c  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 036f  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 0376  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0379  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0380  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0383  vmovdqu32    [r8 + 0x40], zmm9
        0x4D, 0x01, 0xD8,                                                 // 038a  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 038d  vmovdqu32    [r8 + 0x40], zmm11
        0x4D, 0x01, 0xD8,                                                 // 0394  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0397  vmovdqu32    [r8 + 0x40], zmm13
        0x4D, 0x01, 0xD8,                                                 // 039e  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 03a1  vmovdqu32    [r8 + 0x40], zmm15
        0x4D, 0x01, 0xD8,                                                 // 03a8  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03ab  vmovdqu32    [r8 + 0x40], zmm17
        0x4D, 0x01, 0xD8,                                                 // 03b2  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03b5  vmovdqu32    [r8 + 0x40], zmm19
        0x4D, 0x01, 0xD8,                                                 // 03bc  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 03bf  vmovdqu32    [r8 + 0x40], zmm21
        0x4D, 0x01, 0xD8,                                                 // 03c6  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 03c9  vmovdqu32    [r8 + 0x40], zmm23
        0x4D, 0x01, 0xD8,                                                 // 03d0  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03d3  vmovdqu32    [r8 + 0x40], zmm25
        0x4D, 0x01, 0xD8,                                                 // 03da  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03dd  vmovdqu32    [r8 + 0x40], zmm27
        0x4D, 0x01, 0xD8,                                                 // 03e4  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 03e7  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x0E,                                           // 03eb  imul         rdx, 0xe
        0x48, 0x01, 0x50, 0x58,                                           // 03ef  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x0E,                                     // 03f3  sub          [rax + 0x70], 0xe
        0xE9, 0xAB, 0xFC, 0xFF, 0xFF,                                     // 03f8  jmp          0xa8

        // Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.
        0x48, 0x8B, 0x48, 0x70,                                           // 03fd  mov          rcx, [rax + 0x70]
        0x48, 0x85, 0xC9,                                                 // 0401  test         rcx, rcx
        0x0F, 0x84, 0x2C, 0x03, 0x00, 0x00,                               // 0404  je           0x736
        0x48, 0x83, 0x78, 0x48, 0x04,                                     // 040a  cmp          [rax + 0x48], 4
        0x0F, 0x82, 0x62, 0x01, 0x00, 0x00,                               // 040f  jb           0x577
        0x48, 0x83, 0xE9, 0x04,                                           // 0415  sub          rcx, 4
        0x73, 0x1C,                                                       // 0419  jae          0x437
        0x48, 0x29, 0x48, 0x70,                                           // 041b  sub          [rax + 0x70], rcx
        0x4C, 0x8B, 0x40, 0x08,                                           // 041f  mov          r8, [rax + 8]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 0423  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x58,                                           // 0427  add          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x40,                                           // 042b  mov          r8, [rax + 0x40]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 042f  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x68,                                           // 0433  add          [rax + 0x68], r8

        // Block of 4 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0437  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 043b  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 043f  lea          rsi, [rdx + rdx*2]
        0x4C, 0x8B, 0x40, 0x10,                                           // 0443  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0447  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 044b  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 044f  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 0453  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 0459  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 045d  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 0460  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 0464  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 046a  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 046e  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 0474  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 047a  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 0480  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0486  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 048c  vmovdqa64    zmm7, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 0492  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0496  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 049c  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 04a3  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 04a8  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 04ad  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 04b0  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 04b6  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 04bc  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 04c2  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 04c9  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 04cf  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 04d5  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 04dc  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 04e2  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 04e8  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 04ef  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 04f5  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 04fb  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 04ff  dec          r11
        0x75, 0x92,                                                       // 0502  jne          0x496

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 0504  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 0508  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 050c  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 0512  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 0515  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 051b  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 051e  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 0524  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 0527  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 052d  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0530  test         r9, r9
        0x74, 0x2C,                                                       // 0533  je           0x561
        0x4C, 0x8B, 0x40, 0x68,                                           // 0535  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0539  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0540  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0543  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 054a  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 054d  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 0554  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0557  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 055e  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 0561  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x04,                                           // 0565  imul         rdx, 4
        0x48, 0x01, 0x50, 0x58,                                           // 0569  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x04,                                     // 056d  sub          [rax + 0x70], 4
        0xE9, 0x31, 0xFB, 0xFF, 0xFF,                                     // 0572  jmp          0xa8

        // Fewer than 4 rows in all: one at a time. Block of 1 row x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0577  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 057b  mov          rdx, [rax + 8]
        0x4C, 0x8B, 0x40, 0x10,                                           // 057f  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0583  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0587  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 058b  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 058f  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 0595  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 0599  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 059c  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 05a0  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 05a6  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x10,                                           // 05aa  mov          r8, [rax + 0x10]
        0x62, 0xF1, 0x6D, 0x48, 0xEF, 0xD2,                               // 05ae  vpxord       zmm2, zmm2, zmm2
        0x62, 0xF1, 0x65, 0x48, 0xEF, 0xDB,                               // 05b4  vpxord       zmm3, zmm3, zmm3
        0x62, 0xF1, 0x5D, 0x48, 0xEF, 0xE4,                               // 05ba  vpxord       zmm4, zmm4, zmm4
        0x62, 0xF1, 0x55, 0x48, 0xEF, 0xED,                               // 05c0  vpxord       zmm5, zmm5, zmm5
        0x62, 0xF1, 0x4D, 0x48, 0xEF, 0xF6,                               // 05c6  vpxord       zmm6, zmm6, zmm6
        0x62, 0xF1, 0x45, 0x48, 0xEF, 0xFF,                               // 05cc  vpxord       zmm7, zmm7, zmm7
        0x49, 0x83, 0xEB, 0x04,                                           // 05d2  sub          r11, 4
        0x0F, 0x82, 0xC1, 0x00, 0x00, 0x00,                               // 05d6  jb           0x69d

        // Loop over four quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05dc  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05e2  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 05e9  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 05ee  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 05f3  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 05f6  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 05fc  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0602  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0608  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 060e  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 0615  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 061a  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 061f  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x01,                         // 0622  vpbroadcastd zmm30, [rbx + 4]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 0629  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 062f  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0635  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 063b  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 0642  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 0647  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 064c  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x02,                         // 064f  vpbroadcastd zmm30, [rbx + 8]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 0656  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 065c  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0662  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0668  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 066f  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 0674  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 0679  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x03,                         // 067c  vpbroadcastd zmm30, [rbx + 0xc]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 0683  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 0689  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x10,                                           // 068f  add          rbx, 0x10
        0x49, 0x83, 0xEB, 0x04,                                           // 0693  sub          r11, 4
        0x0F, 0x83, 0x3F, 0xFF, 0xFF, 0xFF,                               // 0697  jae          0x5dc
        0x49, 0x83, 0xC3, 0x04,                                           // 069d  add          r11, 4
        0x74, 0x35,                                                       // 06a1  je           0x6d8

        // The quads that remain.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 06a3  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 06a9  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 06b0  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 06b5  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 06ba  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 06bd  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 06c3  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 06c9  vpdpbusd     zmm1, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 06cf  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 06d3  dec          r11
        0x75, 0xCB,                                                       // 06d6  jne          0x6a3

        // Sum of the four turns.
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC4,                               // 06d8  vpaddd       zmm0, zmm0, zmm4
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCD,                               // 06de  vpaddd       zmm1, zmm1, zmm5
        0x62, 0xF1, 0x6D, 0x48, 0xFE, 0xD6,                               // 06e4  vpaddd       zmm2, zmm2, zmm6
        0x62, 0xF1, 0x65, 0x48, 0xFE, 0xDF,                               // 06ea  vpaddd       zmm3, zmm3, zmm7
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC2,                               // 06f0  vpaddd       zmm0, zmm0, zmm2
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCB,                               // 06f6  vpaddd       zmm1, zmm1, zmm3

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 06fc  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 0700  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 0704  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 070a  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 070d  test         r9, r9
        0x74, 0x0E,                                                       // 0710  je           0x720
        0x4C, 0x8B, 0x40, 0x68,                                           // 0712  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0716  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 071d  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 0720  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x01,                                           // 0724  imul         rdx, 1
        0x48, 0x01, 0x50, 0x58,                                           // 0728  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x01,                                     // 072c  sub          [rax + 0x70], 1
        0xE9, 0x72, 0xF9, 0xFF, 0xFF,                                     // 0731  jmp          0xa8

        // The next pair of vectors.
        0x4E, 0x8D, 0x04, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 0736  lea          r8, [r9*2]
        0x4C, 0x01, 0x40, 0x10,                                           // 073e  add          [rax + 0x10], r8
        0x48, 0x81, 0x40, 0x38, 0x80, 0x00, 0x00, 0x00,                   // 0742  add          [rax + 0x38], 0x80
        0x48, 0x81, 0x40, 0x30, 0x80, 0x00, 0x00, 0x00,                   // 074a  add          [rax + 0x30], 0x80
        0x48, 0x83, 0x68, 0x50, 0x02,                                     // 0752  sub          [rax + 0x50], 2
        0x0F, 0x87, 0x1B, 0xF9, 0xFF, 0xFF,                               // 0757  ja           0x78

        // Exit.
        0xC5, 0xF8, 0x10, 0xB0, 0xA0, 0x00, 0x00, 0x00,                   // 075d  vmovups      xmm6, [rax + 0xa0]
        0xC5, 0xF8, 0x10, 0xB8, 0xB0, 0x00, 0x00, 0x00,                   // 0765  vmovups      xmm7, [rax + 0xb0]
        0xC5, 0x78, 0x10, 0x80, 0xC0, 0x00, 0x00, 0x00,                   // 076d  vmovups      xmm8, [rax + 0xc0]
        0xC5, 0x78, 0x10, 0x88, 0xD0, 0x00, 0x00, 0x00,                   // 0775  vmovups      xmm9, [rax + 0xd0]
        0xC5, 0x78, 0x10, 0x90, 0xE0, 0x00, 0x00, 0x00,                   // 077d  vmovups      xmm10, [rax + 0xe0]
        0xC5, 0x78, 0x10, 0x98, 0xF0, 0x00, 0x00, 0x00,                   // 0785  vmovups      xmm11, [rax + 0xf0]
        0xC5, 0x78, 0x10, 0xA0, 0x00, 0x01, 0x00, 0x00,                   // 078d  vmovups      xmm12, [rax + 0x100]
        0xC5, 0x78, 0x10, 0xA8, 0x10, 0x01, 0x00, 0x00,                   // 0795  vmovups      xmm13, [rax + 0x110]
        0xC5, 0x78, 0x10, 0xB0, 0x20, 0x01, 0x00, 0x00,                   // 079d  vmovups      xmm14, [rax + 0x120]
        0xC5, 0x78, 0x10, 0xB8, 0x30, 0x01, 0x00, 0x00,                   // 07a5  vmovups      xmm15, [rax + 0x130]
        0x48, 0x8B, 0x58, 0x78,                                           // 07ad  mov          rbx, [rax + 0x78]
        0x48, 0x8B, 0xB0, 0x80, 0x00, 0x00, 0x00,                         // 07b1  mov          rsi, [rax + 0x80]
        0x48, 0x8B, 0xB8, 0x88, 0x00, 0x00, 0x00,                         // 07b8  mov          rdi, [rax + 0x88]
        0x4C, 0x8B, 0xA0, 0x90, 0x00, 0x00, 0x00,                         // 07bf  mov          r12, [rax + 0x90]
        0x4C, 0x8B, 0xA8, 0x98, 0x00, 0x00, 0x00,                         // 07c6  mov          r13, [rax + 0x98]
        0xC5, 0xF8, 0x77,                                                 // 07cd  vzeroupper
        0xC3,                                                             // 07d0  ret
    ];
}
