// Needs:
// Written by benchmarks/MachineCode ("emit"), which assembles it; a test assembles it again and compares.
#nullable enable
using System;

namespace QMlp.Runtime;

/// <content>The bytes of one routine; <see cref="MachineCodeCall"/> is its argument.</content>
static partial class MachineCodeBytes
{
    /// <summary>Token mixing: 8-bit weight rows, broadcast, times u8 activations interleaved by four tokens.</summary>
    public static ReadOnlySpan<byte> Tokens8 =>
    [
        // Entry for Windows x64: the argument is in rcx.
        0x48, 0x89, 0xC8,                                                 // 0000  mov          rax, rcx
        0xEB, 0x03,                                                       // 0003  jmp          8

        // Entry for System V: the argument is in rdi.
        0x48, 0x89, 0xF8,                                                 // 0005  mov          rax, rdi

        // What either convention wants to be kept.
        0x48, 0x89, 0x98, 0x90, 0x00, 0x00, 0x00,                         // 0008  mov          [rax + 0x90], rbx
        0x48, 0x89, 0xB0, 0x98, 0x00, 0x00, 0x00,                         // 000f  mov          [rax + 0x98], rsi
        0x48, 0x89, 0xB8, 0xA0, 0x00, 0x00, 0x00,                         // 0016  mov          [rax + 0xa0], rdi
        0x4C, 0x89, 0xA0, 0xA8, 0x00, 0x00, 0x00,                         // 001d  mov          [rax + 0xa8], r12
        0x4C, 0x89, 0xA8, 0xB0, 0x00, 0x00, 0x00,                         // 0024  mov          [rax + 0xb0], r13
        0xC5, 0xF8, 0x11, 0xB0, 0xB8, 0x00, 0x00, 0x00,                   // 002b  vmovups      [rax + 0xb8], xmm6
        0xC5, 0xF8, 0x11, 0xB8, 0xC8, 0x00, 0x00, 0x00,                   // 0033  vmovups      [rax + 0xc8], xmm7
        0xC5, 0x78, 0x11, 0x80, 0xD8, 0x00, 0x00, 0x00,                   // 003b  vmovups      [rax + 0xd8], xmm8
        0xC5, 0x78, 0x11, 0x88, 0xE8, 0x00, 0x00, 0x00,                   // 0043  vmovups      [rax + 0xe8], xmm9
        0xC5, 0x78, 0x11, 0x90, 0xF8, 0x00, 0x00, 0x00,                   // 004b  vmovups      [rax + 0xf8], xmm10
        0xC5, 0x78, 0x11, 0x98, 0x08, 0x01, 0x00, 0x00,                   // 0053  vmovups      [rax + 0x108], xmm11
        0xC5, 0x78, 0x11, 0xA0, 0x18, 0x01, 0x00, 0x00,                   // 005b  vmovups      [rax + 0x118], xmm12
        0xC5, 0x78, 0x11, 0xA8, 0x28, 0x01, 0x00, 0x00,                   // 0063  vmovups      [rax + 0x128], xmm13
        0xC5, 0x78, 0x11, 0xB0, 0x38, 0x01, 0x00, 0x00,                   // 006b  vmovups      [rax + 0x138], xmm14
        0xC5, 0x78, 0x11, 0xB8, 0x48, 0x01, 0x00, 0x00,                   // 0073  vmovups      [rax + 0x148], xmm15

        // A pair of vectors: all rows. The last pair may be a single vector: its stride is then 0.
        0x45, 0x31, 0xC9,                                                 // 007b  xor          r9d, r9d
        0x48, 0x83, 0x78, 0x50, 0x02,                                     // 007e  cmp          [rax + 0x50], 2
        0x4C, 0x0F, 0x43, 0x48, 0x18,                                     // 0083  cmovae       r9, [rax + 0x18]
        0x4C, 0x8B, 0x40, 0x48,                                           // 0088  mov          r8, [rax + 0x48]
        0x4C, 0x89, 0x40, 0x70,                                           // 008c  mov          [rax + 0x70], r8
        0x4C, 0x8B, 0x00,                                                 // 0090  mov          r8, [rax]
        0x4C, 0x89, 0x40, 0x58,                                           // 0093  mov          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x38,                                           // 0097  mov          r8, [rax + 0x38]
        0x4C, 0x89, 0x40, 0x68,                                           // 009b  mov          [rax + 0x68], r8
        0x4C, 0x8B, 0x40, 0x30,                                           // 009f  mov          r8, [rax + 0x30]
        0x4C, 0x89, 0x40, 0x60,                                           // 00a3  mov          [rax + 0x60], r8
        0x48, 0x83, 0x78, 0x70, 0x0E,                                     // 00a7  cmp          [rax + 0x70], 0xe
        0x0F, 0x82, 0xD0, 0x04, 0x00, 0x00,                               // 00ac  jb           0x582

        // Block of 14 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 00b2  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 00b6  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 00ba  lea          rsi, [rdx + rdx*2]
        0x48, 0x8D, 0x3C, 0x92,                                           // 00be  lea          rdi, [rdx + rdx*4]
        0x48, 0x8D, 0x0C, 0x96,                                           // 00c2  lea          rcx, [rsi + rdx*4]
        0x48, 0x01, 0xD9,                                                 // 00c6  add          rcx, rbx
        0x4C, 0x8B, 0x40, 0x10,                                           // 00c9  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 00cd  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00d1  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 00d5  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 00d9  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 00df  vmovdqa64    zmm1, zmm0
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x50, 0x01,                         // 00e5  vpbroadcastd zmm2, [r8 + 4]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xDA,                               // 00ec  vmovdqa64    zmm3, zmm2
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x60, 0x02,                         // 00f2  vpbroadcastd zmm4, [r8 + 8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xEC,                               // 00f9  vmovdqa64    zmm5, zmm4
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x70, 0x03,                         // 00ff  vpbroadcastd zmm6, [r8 + 0xc]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xFE,                               // 0106  vmovdqa64    zmm7, zmm6
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x40, 0x04,                         // 010c  vpbroadcastd zmm8, [r8 + 0x10]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xC8,                               // 0113  vmovdqa64    zmm9, zmm8
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x50, 0x05,                         // 0119  vpbroadcastd zmm10, [r8 + 0x14]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xDA,                               // 0120  vmovdqa64    zmm11, zmm10
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x60, 0x06,                         // 0126  vpbroadcastd zmm12, [r8 + 0x18]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xEC,                               // 012d  vmovdqa64    zmm13, zmm12
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x70, 0x07,                         // 0133  vpbroadcastd zmm14, [r8 + 0x1c]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xFE,                               // 013a  vmovdqa64    zmm15, zmm14
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x40, 0x08,                         // 0140  vpbroadcastd zmm16, [r8 + 0x20]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0147  vmovdqa64    zmm17, zmm16
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x50, 0x09,                         // 014d  vpbroadcastd zmm18, [r8 + 0x24]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xDA,                               // 0154  vmovdqa64    zmm19, zmm18
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x60, 0x0A,                         // 015a  vpbroadcastd zmm20, [r8 + 0x28]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xEC,                               // 0161  vmovdqa64    zmm21, zmm20
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x70, 0x0B,                         // 0167  vpbroadcastd zmm22, [r8 + 0x2c]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xFE,                               // 016e  vmovdqa64    zmm23, zmm22
        0x62, 0x42, 0x7D, 0x48, 0x58, 0x40, 0x0C,                         // 0174  vpbroadcastd zmm24, [r8 + 0x30]
        0x62, 0x01, 0xFD, 0x48, 0x6F, 0xC8,                               // 017b  vmovdqa64    zmm25, zmm24
        0x62, 0x42, 0x7D, 0x48, 0x58, 0x50, 0x0D,                         // 0181  vpbroadcastd zmm26, [r8 + 0x34]
        0x62, 0x01, 0xFD, 0x48, 0x6F, 0xDA,                               // 0188  vmovdqa64    zmm27, zmm26
        0x4C, 0x8B, 0x40, 0x10,                                           // 018e  mov          r8, [rax + 0x10]

        // Loop over quads of k, but for the last 12.
        0x4C, 0x89, 0x58, 0x78,                                           // 0192  mov          [rax + 0x78], r11
        0x49, 0x83, 0xEB, 0x0C,                                           // 0196  sub          r11, 0xc
        0x0F, 0x86, 0x2D, 0x01, 0x00, 0x00,                               // 019a  jbe          0x2cd
        0x4C, 0x29, 0x58, 0x78,                                           // 01a0  sub          [rax + 0x78], r11
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 01a4  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 01aa  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 01b1  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 01b4  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 01ba  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 01c0  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 01c6  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 01cd  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 01d3  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 01d9  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 01e0  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 01e6  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 01ec  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 01f3  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 01f9  vpdpbusd     zmm7, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 01ff  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xC6,                               // 0206  vpdpbusd     zmm8, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xCE,                               // 020c  vpdpbusd     zmm9, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 0212  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xD6,                               // 0219  vpdpbusd     zmm10, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xDE,                               // 021f  vpdpbusd     zmm11, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 0225  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xE6,                               // 022c  vpdpbusd     zmm12, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xEE,                               // 0232  vpdpbusd     zmm13, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 0238  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xF6,                               // 023e  vpdpbusd     zmm14, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xFE,                               // 0244  vpdpbusd     zmm15, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 024a  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xC6,                               // 0251  vpdpbusd     zmm16, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xCE,                               // 0257  vpdpbusd     zmm17, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 025d  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xD6,                               // 0264  vpdpbusd     zmm18, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xDE,                               // 026a  vpdpbusd     zmm19, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 0270  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xE6,                               // 0277  vpdpbusd     zmm20, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xEE,                               // 027d  vpdpbusd     zmm21, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 0283  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xF6,                               // 028a  vpdpbusd     zmm22, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xFE,                               // 0290  vpdpbusd     zmm23, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 0296  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xC6,                               // 029d  vpdpbusd     zmm24, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xCE,                               // 02a3  vpdpbusd     zmm25, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 02a9  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xD6,                               // 02b0  vpdpbusd     zmm26, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xDE,                               // 02b6  vpdpbusd     zmm27, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 02bc  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 02c0  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 02c4  dec          r11
        0x0F, 0x85, 0xD7, 0xFE, 0xFF, 0xFF,                               // 02c7  jne          0x1a4

        // The last quads, for the first half of the rows.
        0x48, 0x89, 0x98, 0x80, 0x00, 0x00, 0x00,                         // 02cd  mov          [rax + 0x80], rbx
        0x4C, 0x89, 0x80, 0x88, 0x00, 0x00, 0x00,                         // 02d4  mov          [rax + 0x88], r8
        0x4C, 0x8B, 0x58, 0x78,                                           // 02db  mov          r11, [rax + 0x78]
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 02df  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 02e5  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 02ec  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 02ef  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 02f5  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 02fb  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 0301  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 0308  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 030e  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 0314  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 031b  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 0321  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 0327  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 032e  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 0334  vpdpbusd     zmm7, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 033a  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xC6,                               // 0341  vpdpbusd     zmm8, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xCE,                               // 0347  vpdpbusd     zmm9, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 034d  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xD6,                               // 0354  vpdpbusd     zmm10, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xDE,                               // 035a  vpdpbusd     zmm11, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 0360  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xE6,                               // 0367  vpdpbusd     zmm12, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xEE,                               // 036d  vpdpbusd     zmm13, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 0373  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 0377  dec          r11
        0x0F, 0x85, 0x5F, 0xFF, 0xFF, 0xFF,                               // 037a  jne          0x2df

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 0380  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 0384  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 0388  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 038e  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 0391  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 0397  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 039a  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 03a0  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 03a3  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 03a9  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x00,                               // 03ac  vmovdqu32    [r8], zmm8
        0x4D, 0x01, 0xD8,                                                 // 03b2  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x10,                               // 03b5  vmovdqu32    [r8], zmm10
        0x4D, 0x01, 0xD8,                                                 // 03bb  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x20,                               // 03be  vmovdqu32    [r8], zmm12
        0x4D, 0x01, 0xD8,                                                 // 03c4  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 03c7  test         r9, r9
        0x74, 0x4A,                                                       // 03ca  je           0x416
        0x4C, 0x8B, 0x40, 0x68,                                           // 03cc  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03d0  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 03d7  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03da  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 03e1  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 03e4  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 03eb  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 03ee  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 03f5  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03f8  vmovdqu32    [r8 + 0x40], zmm9
        0x4D, 0x01, 0xD8,                                                 // 03ff  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0402  vmovdqu32    [r8 + 0x40], zmm11
        0x4D, 0x01, 0xD8,                                                 // 0409  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 040c  vmovdqu32    [r8 + 0x40], zmm13
        0x4D, 0x01, 0xD8,                                                 // 0413  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 0416  mov          [rax + 0x68], r8

        // The last quads, for the second half.
        0x48, 0x8B, 0x98, 0x80, 0x00, 0x00, 0x00,                         // 041a  mov          rbx, [rax + 0x80]
        0x4C, 0x8B, 0x80, 0x88, 0x00, 0x00, 0x00,                         // 0421  mov          r8, [rax + 0x88]
        0x4C, 0x8B, 0x58, 0x78,                                           // 0428  mov          r11, [rax + 0x78]
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 042c  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0432  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0439  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 043c  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xF6,                               // 0442  vpdpbusd     zmm14, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xFE,                               // 0448  vpdpbusd     zmm15, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 044e  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xC6,                               // 0455  vpdpbusd     zmm16, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xCE,                               // 045b  vpdpbusd     zmm17, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 0461  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xD6,                               // 0468  vpdpbusd     zmm18, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xDE,                               // 046e  vpdpbusd     zmm19, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 0474  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xE6,                               // 047b  vpdpbusd     zmm20, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xEE,                               // 0481  vpdpbusd     zmm21, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 0487  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xF6,                               // 048e  vpdpbusd     zmm22, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xFE,                               // 0494  vpdpbusd     zmm23, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 049a  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xC6,                               // 04a1  vpdpbusd     zmm24, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xCE,                               // 04a7  vpdpbusd     zmm25, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 04ad  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xD6,                               // 04b4  vpdpbusd     zmm26, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xDE,                               // 04ba  vpdpbusd     zmm27, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 04c0  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 04c4  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 04c8  dec          r11
        0x0F, 0x85, 0x5B, 0xFF, 0xFF, 0xFF,                               // 04cb  jne          0x42c

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 04d1  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 04d5  mov          r11, [rax + 0x40]
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x30,                               // 04d9  vmovdqu32    [r8], zmm14
        0x4D, 0x01, 0xD8,                                                 // 04df  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x00,                               // 04e2  vmovdqu32    [r8], zmm16
        0x4D, 0x01, 0xD8,                                                 // 04e8  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x10,                               // 04eb  vmovdqu32    [r8], zmm18
        0x4D, 0x01, 0xD8,                                                 // 04f1  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x20,                               // 04f4  vmovdqu32    [r8], zmm20
        0x4D, 0x01, 0xD8,                                                 // 04fa  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x30,                               // 04fd  vmovdqu32    [r8], zmm22
        0x4D, 0x01, 0xD8,                                                 // 0503  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x00,                               // 0506  vmovdqu32    [r8], zmm24
        0x4D, 0x01, 0xD8,                                                 // 050c  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x10,                               // 050f  vmovdqu32    [r8], zmm26
        0x4D, 0x01, 0xD8,                                                 // 0515  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0518  test         r9, r9
        0x74, 0x4A,                                                       // 051b  je           0x567
        0x4C, 0x8B, 0x40, 0x68,                                           // 051d  mov          r8, [rax + 0x68]
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0521  vmovdqu32    [r8 + 0x40], zmm15
        0x4D, 0x01, 0xD8,                                                 // 0528  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 052b  vmovdqu32    [r8 + 0x40], zmm17
        0x4D, 0x01, 0xD8,                                                 // 0532  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0535  vmovdqu32    [r8 + 0x40], zmm19
        0x4D, 0x01, 0xD8,                                                 // 053c  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 053f  vmovdqu32    [r8 + 0x40], zmm21
        0x4D, 0x01, 0xD8,                                                 // 0546  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0549  vmovdqu32    [r8 + 0x40], zmm23
        0x4D, 0x01, 0xD8,                                                 // 0550  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0553  vmovdqu32    [r8 + 0x40], zmm25
        0x4D, 0x01, 0xD8,                                                 // 055a  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 055d  vmovdqu32    [r8 + 0x40], zmm27
        0x4D, 0x01, 0xD8,                                                 // 0564  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 0567  mov          [rax + 0x68], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x0E,                                           // 056b  imul         rdx, 0xe
        0x48, 0x01, 0x50, 0x58,                                           // 056f  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x38,                                     // 0573  add          [rax + 0x60], 0x38
        0x48, 0x83, 0x68, 0x70, 0x0E,                                     // 0578  sub          [rax + 0x70], 0xe
        0xE9, 0x25, 0xFB, 0xFF, 0xFF,                                     // 057d  jmp          0xa7

        // Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.
        0x48, 0x8B, 0x48, 0x70,                                           // 0582  mov          rcx, [rax + 0x70]
        0x48, 0x85, 0xC9,                                                 // 0586  test         rcx, rcx
        0x0F, 0x84, 0xE7, 0x02, 0x00, 0x00,                               // 0589  je           0x876
        0x48, 0x83, 0x78, 0x48, 0x04,                                     // 058f  cmp          [rax + 0x48], 4
        0x0F, 0x82, 0x59, 0x01, 0x00, 0x00,                               // 0594  jb           0x6f3
        0x48, 0x83, 0xE9, 0x04,                                           // 059a  sub          rcx, 4
        0x73, 0x24,                                                       // 059e  jae          0x5c4
        0x48, 0x29, 0x48, 0x70,                                           // 05a0  sub          [rax + 0x70], rcx
        0x4C, 0x8B, 0x40, 0x08,                                           // 05a4  mov          r8, [rax + 8]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 05a8  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x58,                                           // 05ac  add          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x40,                                           // 05b0  mov          r8, [rax + 0x40]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 05b4  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x68,                                           // 05b8  add          [rax + 0x68], r8
        0x48, 0xC1, 0xE1, 0x02,                                           // 05bc  shl          rcx, 2
        0x48, 0x01, 0x48, 0x60,                                           // 05c0  add          [rax + 0x60], rcx

        // Block of 4 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 05c4  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 05c8  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 05cc  lea          rsi, [rdx + rdx*2]
        0x4C, 0x8B, 0x40, 0x10,                                           // 05d0  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 05d4  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 05d8  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 05dc  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 05e0  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 05e6  vmovdqa64    zmm1, zmm0
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x50, 0x01,                         // 05ec  vpbroadcastd zmm2, [r8 + 4]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xDA,                               // 05f3  vmovdqa64    zmm3, zmm2
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x60, 0x02,                         // 05f9  vpbroadcastd zmm4, [r8 + 8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xEC,                               // 0600  vmovdqa64    zmm5, zmm4
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x70, 0x03,                         // 0606  vpbroadcastd zmm6, [r8 + 0xc]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xFE,                               // 060d  vmovdqa64    zmm7, zmm6
        0x4C, 0x8B, 0x40, 0x10,                                           // 0613  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0617  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 061d  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0624  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0627  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 062d  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 0633  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 0639  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 0640  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 0646  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 064c  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 0653  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 0659  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 065f  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 0666  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 066c  vpdpbusd     zmm7, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 0672  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 0676  dec          r11
        0x75, 0x9C,                                                       // 0679  jne          0x617

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 067b  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 067f  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 0683  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 0689  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 068c  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 0692  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 0695  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 069b  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 069e  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 06a4  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 06a7  test         r9, r9
        0x74, 0x2C,                                                       // 06aa  je           0x6d8
        0x4C, 0x8B, 0x40, 0x68,                                           // 06ac  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 06b0  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 06b7  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 06ba  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 06c1  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 06c4  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 06cb  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 06ce  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 06d5  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 06d8  mov          [rax + 0x68], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x04,                                           // 06dc  imul         rdx, 4
        0x48, 0x01, 0x50, 0x58,                                           // 06e0  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x10,                                     // 06e4  add          [rax + 0x60], 0x10
        0x48, 0x83, 0x68, 0x70, 0x04,                                     // 06e9  sub          [rax + 0x70], 4
        0xE9, 0xB4, 0xF9, 0xFF, 0xFF,                                     // 06ee  jmp          0xa7

        // Fewer than 4 rows in all: one at a time. Block of 1 row x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 06f3  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 06f7  mov          rdx, [rax + 8]
        0x4C, 0x8B, 0x40, 0x10,                                           // 06fb  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 06ff  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0703  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 0707  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 070b  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0711  vmovdqa64    zmm1, zmm0
        0x4C, 0x8B, 0x40, 0x10,                                           // 0717  mov          r8, [rax + 0x10]
        0x62, 0xF1, 0x6D, 0x48, 0xEF, 0xD2,                               // 071b  vpxord       zmm2, zmm2, zmm2
        0x62, 0xF1, 0x65, 0x48, 0xEF, 0xDB,                               // 0721  vpxord       zmm3, zmm3, zmm3
        0x62, 0xF1, 0x5D, 0x48, 0xEF, 0xE4,                               // 0727  vpxord       zmm4, zmm4, zmm4
        0x62, 0xF1, 0x55, 0x48, 0xEF, 0xED,                               // 072d  vpxord       zmm5, zmm5, zmm5
        0x62, 0xF1, 0x4D, 0x48, 0xEF, 0xF6,                               // 0733  vpxord       zmm6, zmm6, zmm6
        0x62, 0xF1, 0x45, 0x48, 0xEF, 0xFF,                               // 0739  vpxord       zmm7, zmm7, zmm7
        0x49, 0x83, 0xEB, 0x04,                                           // 073f  sub          r11, 4
        0x0F, 0x82, 0x99, 0x00, 0x00, 0x00,                               // 0743  jb           0x7e2

        // Loop over four quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0749  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 074f  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0756  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0759  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 075f  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 0765  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 076b  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0771  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0778  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x01,                         // 077b  vpbroadcastd zmm30, [rbx + 4]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 0782  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 0788  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 078e  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0794  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 079b  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x02,                         // 079e  vpbroadcastd zmm30, [rbx + 8]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 07a5  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 07ab  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 07b1  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 07b7  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07be  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x03,                         // 07c1  vpbroadcastd zmm30, [rbx + 0xc]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 07c8  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 07ce  vpdpbusd     zmm7, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x10,                                           // 07d4  add          rbx, 0x10
        0x49, 0x83, 0xEB, 0x04,                                           // 07d8  sub          r11, 4
        0x0F, 0x83, 0x67, 0xFF, 0xFF, 0xFF,                               // 07dc  jae          0x749
        0x49, 0x83, 0xC3, 0x04,                                           // 07e2  add          r11, 4
        0x74, 0x2B,                                                       // 07e6  je           0x813

        // The quads that remain.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 07e8  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 07ee  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07f5  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 07f8  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 07fe  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 0804  vpdpbusd     zmm1, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 080a  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 080e  dec          r11
        0x75, 0xD5,                                                       // 0811  jne          0x7e8

        // Sum of the four turns.
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC4,                               // 0813  vpaddd       zmm0, zmm0, zmm4
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCD,                               // 0819  vpaddd       zmm1, zmm1, zmm5
        0x62, 0xF1, 0x6D, 0x48, 0xFE, 0xD6,                               // 081f  vpaddd       zmm2, zmm2, zmm6
        0x62, 0xF1, 0x65, 0x48, 0xFE, 0xDF,                               // 0825  vpaddd       zmm3, zmm3, zmm7
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC2,                               // 082b  vpaddd       zmm0, zmm0, zmm2
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCB,                               // 0831  vpaddd       zmm1, zmm1, zmm3

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 0837  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 083b  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 083f  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 0845  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0848  test         r9, r9
        0x74, 0x0E,                                                       // 084b  je           0x85b
        0x4C, 0x8B, 0x40, 0x68,                                           // 084d  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0851  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0858  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 085b  mov          [rax + 0x68], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x01,                                           // 085f  imul         rdx, 1
        0x48, 0x01, 0x50, 0x58,                                           // 0863  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x04,                                     // 0867  add          [rax + 0x60], 4
        0x48, 0x83, 0x68, 0x70, 0x01,                                     // 086c  sub          [rax + 0x70], 1
        0xE9, 0x31, 0xF8, 0xFF, 0xFF,                                     // 0871  jmp          0xa7

        // The next pair of vectors.
        0x4E, 0x8D, 0x04, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 0876  lea          r8, [r9*2]
        0x4C, 0x01, 0x40, 0x10,                                           // 087e  add          [rax + 0x10], r8
        0x48, 0x81, 0x40, 0x38, 0x80, 0x00, 0x00, 0x00,                   // 0882  add          [rax + 0x38], 0x80
        0x48, 0x83, 0x68, 0x50, 0x02,                                     // 088a  sub          [rax + 0x50], 2
        0x0F, 0x87, 0xE6, 0xF7, 0xFF, 0xFF,                               // 088f  ja           0x7b

        // Exit.
        0xC5, 0xF8, 0x10, 0xB0, 0xB8, 0x00, 0x00, 0x00,                   // 0895  vmovups      xmm6, [rax + 0xb8]
        0xC5, 0xF8, 0x10, 0xB8, 0xC8, 0x00, 0x00, 0x00,                   // 089d  vmovups      xmm7, [rax + 0xc8]
        0xC5, 0x78, 0x10, 0x80, 0xD8, 0x00, 0x00, 0x00,                   // 08a5  vmovups      xmm8, [rax + 0xd8]
        0xC5, 0x78, 0x10, 0x88, 0xE8, 0x00, 0x00, 0x00,                   // 08ad  vmovups      xmm9, [rax + 0xe8]
        0xC5, 0x78, 0x10, 0x90, 0xF8, 0x00, 0x00, 0x00,                   // 08b5  vmovups      xmm10, [rax + 0xf8]
        0xC5, 0x78, 0x10, 0x98, 0x08, 0x01, 0x00, 0x00,                   // 08bd  vmovups      xmm11, [rax + 0x108]
        0xC5, 0x78, 0x10, 0xA0, 0x18, 0x01, 0x00, 0x00,                   // 08c5  vmovups      xmm12, [rax + 0x118]
        0xC5, 0x78, 0x10, 0xA8, 0x28, 0x01, 0x00, 0x00,                   // 08cd  vmovups      xmm13, [rax + 0x128]
        0xC5, 0x78, 0x10, 0xB0, 0x38, 0x01, 0x00, 0x00,                   // 08d5  vmovups      xmm14, [rax + 0x138]
        0xC5, 0x78, 0x10, 0xB8, 0x48, 0x01, 0x00, 0x00,                   // 08dd  vmovups      xmm15, [rax + 0x148]
        0x48, 0x8B, 0x98, 0x90, 0x00, 0x00, 0x00,                         // 08e5  mov          rbx, [rax + 0x90]
        0x48, 0x8B, 0xB0, 0x98, 0x00, 0x00, 0x00,                         // 08ec  mov          rsi, [rax + 0x98]
        0x48, 0x8B, 0xB8, 0xA0, 0x00, 0x00, 0x00,                         // 08f3  mov          rdi, [rax + 0xa0]
        0x4C, 0x8B, 0xA0, 0xA8, 0x00, 0x00, 0x00,                         // 08fa  mov          r12, [rax + 0xa8]
        0x4C, 0x8B, 0xA8, 0xB0, 0x00, 0x00, 0x00,                         // 0901  mov          r13, [rax + 0xb0]
        0xC5, 0xF8, 0x77,                                                 // 0908  vzeroupper
        0xC3,                                                             // 090b  ret
    ];
}
