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
        0x48, 0x89, 0x58, 0x78,                                           // 0008  mov          [rax + 0x78], rbx
        0x48, 0x89, 0xB0, 0x80, 0x00, 0x00, 0x00,                         // 000c  mov          [rax + 0x80], rsi
        0x48, 0x89, 0xB8, 0x88, 0x00, 0x00, 0x00,                         // 0013  mov          [rax + 0x88], rdi
        0xC5, 0xF8, 0x11, 0xB0, 0x90, 0x00, 0x00, 0x00,                   // 001a  vmovups      [rax + 0x90], xmm6
        0xC5, 0xF8, 0x11, 0xB8, 0xA0, 0x00, 0x00, 0x00,                   // 0022  vmovups      [rax + 0xa0], xmm7
        0xC5, 0x78, 0x11, 0x80, 0xB0, 0x00, 0x00, 0x00,                   // 002a  vmovups      [rax + 0xb0], xmm8
        0xC5, 0x78, 0x11, 0x88, 0xC0, 0x00, 0x00, 0x00,                   // 0032  vmovups      [rax + 0xc0], xmm9
        0xC5, 0x78, 0x11, 0x90, 0xD0, 0x00, 0x00, 0x00,                   // 003a  vmovups      [rax + 0xd0], xmm10
        0xC5, 0x78, 0x11, 0x98, 0xE0, 0x00, 0x00, 0x00,                   // 0042  vmovups      [rax + 0xe0], xmm11
        0xC5, 0x78, 0x11, 0xA0, 0xF0, 0x00, 0x00, 0x00,                   // 004a  vmovups      [rax + 0xf0], xmm12
        0xC5, 0x78, 0x11, 0xA8, 0x00, 0x01, 0x00, 0x00,                   // 0052  vmovups      [rax + 0x100], xmm13
        0xC5, 0x78, 0x11, 0xB0, 0x10, 0x01, 0x00, 0x00,                   // 005a  vmovups      [rax + 0x110], xmm14
        0xC5, 0x78, 0x11, 0xB8, 0x20, 0x01, 0x00, 0x00,                   // 0062  vmovups      [rax + 0x120], xmm15

        // A pair of vectors: all rows. The last pair may be a single vector: its stride is then 0.
        0x45, 0x31, 0xC9,                                                 // 006a  xor          r9d, r9d
        0x48, 0x83, 0x78, 0x50, 0x02,                                     // 006d  cmp          [rax + 0x50], 2
        0x4C, 0x0F, 0x43, 0x48, 0x18,                                     // 0072  cmovae       r9, [rax + 0x18]
        0x4C, 0x8B, 0x40, 0x48,                                           // 0077  mov          r8, [rax + 0x48]
        0x4C, 0x89, 0x40, 0x70,                                           // 007b  mov          [rax + 0x70], r8
        0x4C, 0x8B, 0x00,                                                 // 007f  mov          r8, [rax]
        0x4C, 0x89, 0x40, 0x58,                                           // 0082  mov          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x38,                                           // 0086  mov          r8, [rax + 0x38]
        0x4C, 0x89, 0x40, 0x68,                                           // 008a  mov          [rax + 0x68], r8
        0x4C, 0x8B, 0x40, 0x30,                                           // 008e  mov          r8, [rax + 0x30]
        0x4C, 0x89, 0x40, 0x60,                                           // 0092  mov          [rax + 0x60], r8
        0x48, 0x83, 0x78, 0x70, 0x0E,                                     // 0096  cmp          [rax + 0x70], 0xe
        0x0F, 0x82, 0x43, 0x03, 0x00, 0x00,                               // 009b  jb           0x3e4

        // Block of 14 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 00a1  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 00a5  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 00a9  lea          rsi, [rdx + rdx*2]
        0x48, 0x8D, 0x3C, 0x92,                                           // 00ad  lea          rdi, [rdx + rdx*4]
        0x48, 0x8D, 0x0C, 0x96,                                           // 00b1  lea          rcx, [rsi + rdx*4]
        0x48, 0x01, 0xD9,                                                 // 00b5  add          rcx, rbx
        0x4C, 0x8B, 0x40, 0x10,                                           // 00b8  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 00bc  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00c0  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 00c4  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 00c8  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 00ce  vmovdqa64    zmm1, zmm0
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x50, 0x01,                         // 00d4  vpbroadcastd zmm2, [r8 + 4]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xDA,                               // 00db  vmovdqa64    zmm3, zmm2
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x60, 0x02,                         // 00e1  vpbroadcastd zmm4, [r8 + 8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xEC,                               // 00e8  vmovdqa64    zmm5, zmm4
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x70, 0x03,                         // 00ee  vpbroadcastd zmm6, [r8 + 0xc]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xFE,                               // 00f5  vmovdqa64    zmm7, zmm6
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x40, 0x04,                         // 00fb  vpbroadcastd zmm8, [r8 + 0x10]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xC8,                               // 0102  vmovdqa64    zmm9, zmm8
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x50, 0x05,                         // 0108  vpbroadcastd zmm10, [r8 + 0x14]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xDA,                               // 010f  vmovdqa64    zmm11, zmm10
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x60, 0x06,                         // 0115  vpbroadcastd zmm12, [r8 + 0x18]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xEC,                               // 011c  vmovdqa64    zmm13, zmm12
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x70, 0x07,                         // 0122  vpbroadcastd zmm14, [r8 + 0x1c]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xFE,                               // 0129  vmovdqa64    zmm15, zmm14
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x40, 0x08,                         // 012f  vpbroadcastd zmm16, [r8 + 0x20]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0136  vmovdqa64    zmm17, zmm16
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x50, 0x09,                         // 013c  vpbroadcastd zmm18, [r8 + 0x24]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xDA,                               // 0143  vmovdqa64    zmm19, zmm18
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x60, 0x0A,                         // 0149  vpbroadcastd zmm20, [r8 + 0x28]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xEC,                               // 0150  vmovdqa64    zmm21, zmm20
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x70, 0x0B,                         // 0156  vpbroadcastd zmm22, [r8 + 0x2c]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xFE,                               // 015d  vmovdqa64    zmm23, zmm22
        0x62, 0x42, 0x7D, 0x48, 0x58, 0x40, 0x0C,                         // 0163  vpbroadcastd zmm24, [r8 + 0x30]
        0x62, 0x01, 0xFD, 0x48, 0x6F, 0xC8,                               // 016a  vmovdqa64    zmm25, zmm24
        0x62, 0x42, 0x7D, 0x48, 0x58, 0x50, 0x0D,                         // 0170  vpbroadcastd zmm26, [r8 + 0x34]
        0x62, 0x01, 0xFD, 0x48, 0x6F, 0xDA,                               // 0177  vmovdqa64    zmm27, zmm26
        0x4C, 0x8B, 0x40, 0x10,                                           // 017d  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0181  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0187  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 018e  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0191  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 0197  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 019d  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 01a3  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 01aa  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 01b0  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 01b6  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 01bd  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 01c3  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 01c9  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 01d0  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 01d6  vpdpbusd     zmm7, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 01dc  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xC6,                               // 01e3  vpdpbusd     zmm8, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xCE,                               // 01e9  vpdpbusd     zmm9, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 01ef  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xD6,                               // 01f6  vpdpbusd     zmm10, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xDE,                               // 01fc  vpdpbusd     zmm11, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 0202  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xE6,                               // 0209  vpdpbusd     zmm12, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xEE,                               // 020f  vpdpbusd     zmm13, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 0215  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xF6,                               // 021b  vpdpbusd     zmm14, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xFE,                               // 0221  vpdpbusd     zmm15, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 0227  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xC6,                               // 022e  vpdpbusd     zmm16, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xCE,                               // 0234  vpdpbusd     zmm17, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 023a  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xD6,                               // 0241  vpdpbusd     zmm18, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xDE,                               // 0247  vpdpbusd     zmm19, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 024d  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xE6,                               // 0254  vpdpbusd     zmm20, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xEE,                               // 025a  vpdpbusd     zmm21, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 0260  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xF6,                               // 0267  vpdpbusd     zmm22, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xFE,                               // 026d  vpdpbusd     zmm23, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 0273  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xC6,                               // 027a  vpdpbusd     zmm24, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xCE,                               // 0280  vpdpbusd     zmm25, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 0286  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xD6,                               // 028d  vpdpbusd     zmm26, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xDE,                               // 0293  vpdpbusd     zmm27, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 0299  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 029d  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 02a1  dec          r11
        0x0F, 0x85, 0xD7, 0xFE, 0xFF, 0xFF,                               // 02a4  jne          0x181

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 02aa  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 02ae  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 02b2  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 02b8  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 02bb  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 02c1  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 02c4  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 02ca  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 02cd  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 02d3  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x00,                               // 02d6  vmovdqu32    [r8], zmm8
        0x4D, 0x01, 0xD8,                                                 // 02dc  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x10,                               // 02df  vmovdqu32    [r8], zmm10
        0x4D, 0x01, 0xD8,                                                 // 02e5  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x20,                               // 02e8  vmovdqu32    [r8], zmm12
        0x4D, 0x01, 0xD8,                                                 // 02ee  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x30,                               // 02f1  vmovdqu32    [r8], zmm14
        0x4D, 0x01, 0xD8,                                                 // 02f7  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x00,                               // 02fa  vmovdqu32    [r8], zmm16
        0x4D, 0x01, 0xD8,                                                 // 0300  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x10,                               // 0303  vmovdqu32    [r8], zmm18
        0x4D, 0x01, 0xD8,                                                 // 0309  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x20,                               // 030c  vmovdqu32    [r8], zmm20
        0x4D, 0x01, 0xD8,                                                 // 0312  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x30,                               // 0315  vmovdqu32    [r8], zmm22
        0x4D, 0x01, 0xD8,                                                 // 031b  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x00,                               // 031e  vmovdqu32    [r8], zmm24
        0x4D, 0x01, 0xD8,                                                 // 0324  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x10,                               // 0327  vmovdqu32    [r8], zmm26
        0x4D, 0x01, 0xD8,                                                 // 032d  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0330  test         r9, r9
        0x0F, 0x84, 0x90, 0x00, 0x00, 0x00,                               // 0333  je           0x3c9
        0x4C, 0x8B, 0x40, 0x68,                                           // 0339  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 033d  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0344  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0347  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 034e  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0351  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 0358  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 035b  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0362  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0365  vmovdqu32    [r8 + 0x40], zmm9
        0x4D, 0x01, 0xD8,                                                 // 036c  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 036f  vmovdqu32    [r8 + 0x40], zmm11
        0x4D, 0x01, 0xD8,                                                 // 0376  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0379  vmovdqu32    [r8 + 0x40], zmm13
        0x4D, 0x01, 0xD8,                                                 // 0380  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0383  vmovdqu32    [r8 + 0x40], zmm15
        0x4D, 0x01, 0xD8,                                                 // 038a  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 038d  vmovdqu32    [r8 + 0x40], zmm17
        0x4D, 0x01, 0xD8,                                                 // 0394  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0397  vmovdqu32    [r8 + 0x40], zmm19
        0x4D, 0x01, 0xD8,                                                 // 039e  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 03a1  vmovdqu32    [r8 + 0x40], zmm21
        0x4D, 0x01, 0xD8,                                                 // 03a8  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 03ab  vmovdqu32    [r8 + 0x40], zmm23
        0x4D, 0x01, 0xD8,                                                 // 03b2  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03b5  vmovdqu32    [r8 + 0x40], zmm25
        0x4D, 0x01, 0xD8,                                                 // 03bc  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03bf  vmovdqu32    [r8 + 0x40], zmm27
        0x4D, 0x01, 0xD8,                                                 // 03c6  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 03c9  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x0E,                                           // 03cd  imul         rdx, 0xe
        0x48, 0x01, 0x50, 0x58,                                           // 03d1  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x38,                                     // 03d5  add          [rax + 0x60], 0x38
        0x48, 0x83, 0x68, 0x70, 0x0E,                                     // 03da  sub          [rax + 0x70], 0xe
        0xE9, 0xB2, 0xFC, 0xFF, 0xFF,                                     // 03df  jmp          0x96

        // Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.
        0x48, 0x8B, 0x48, 0x70,                                           // 03e4  mov          rcx, [rax + 0x70]
        0x48, 0x85, 0xC9,                                                 // 03e8  test         rcx, rcx
        0x0F, 0x84, 0xE7, 0x02, 0x00, 0x00,                               // 03eb  je           0x6d8
        0x48, 0x83, 0x78, 0x48, 0x04,                                     // 03f1  cmp          [rax + 0x48], 4
        0x0F, 0x82, 0x59, 0x01, 0x00, 0x00,                               // 03f6  jb           0x555
        0x48, 0x83, 0xE9, 0x04,                                           // 03fc  sub          rcx, 4
        0x73, 0x24,                                                       // 0400  jae          0x426
        0x48, 0x29, 0x48, 0x70,                                           // 0402  sub          [rax + 0x70], rcx
        0x4C, 0x8B, 0x40, 0x08,                                           // 0406  mov          r8, [rax + 8]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 040a  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x58,                                           // 040e  add          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x40,                                           // 0412  mov          r8, [rax + 0x40]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 0416  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x68,                                           // 041a  add          [rax + 0x68], r8
        0x48, 0xC1, 0xE1, 0x02,                                           // 041e  shl          rcx, 2
        0x48, 0x01, 0x48, 0x60,                                           // 0422  add          [rax + 0x60], rcx

        // Block of 4 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0426  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 042a  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 042e  lea          rsi, [rdx + rdx*2]
        0x4C, 0x8B, 0x40, 0x10,                                           // 0432  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0436  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 043a  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 043e  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 0442  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0448  vmovdqa64    zmm1, zmm0
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x50, 0x01,                         // 044e  vpbroadcastd zmm2, [r8 + 4]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xDA,                               // 0455  vmovdqa64    zmm3, zmm2
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x60, 0x02,                         // 045b  vpbroadcastd zmm4, [r8 + 8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xEC,                               // 0462  vmovdqa64    zmm5, zmm4
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x70, 0x03,                         // 0468  vpbroadcastd zmm6, [r8 + 0xc]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xFE,                               // 046f  vmovdqa64    zmm7, zmm6
        0x4C, 0x8B, 0x40, 0x10,                                           // 0475  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0479  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 047f  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0486  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0489  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 048f  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 0495  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 049b  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 04a2  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 04a8  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 04ae  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 04b5  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 04bb  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 04c1  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 04c8  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 04ce  vpdpbusd     zmm7, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 04d4  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 04d8  dec          r11
        0x75, 0x9C,                                                       // 04db  jne          0x479

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 04dd  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 04e1  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 04e5  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 04eb  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 04ee  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 04f4  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 04f7  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 04fd  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 0500  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 0506  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0509  test         r9, r9
        0x74, 0x2C,                                                       // 050c  je           0x53a
        0x4C, 0x8B, 0x40, 0x68,                                           // 050e  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0512  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0519  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 051c  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 0523  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0526  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 052d  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0530  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0537  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 053a  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x04,                                           // 053e  imul         rdx, 4
        0x48, 0x01, 0x50, 0x58,                                           // 0542  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x10,                                     // 0546  add          [rax + 0x60], 0x10
        0x48, 0x83, 0x68, 0x70, 0x04,                                     // 054b  sub          [rax + 0x70], 4
        0xE9, 0x41, 0xFB, 0xFF, 0xFF,                                     // 0550  jmp          0x96

        // Fewer than 4 rows in all: one at a time. Block of 1 row x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0555  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 0559  mov          rdx, [rax + 8]
        0x4C, 0x8B, 0x40, 0x10,                                           // 055d  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0561  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0565  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 0569  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 056d  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0573  vmovdqa64    zmm1, zmm0
        0x4C, 0x8B, 0x40, 0x10,                                           // 0579  mov          r8, [rax + 0x10]
        0x62, 0xF1, 0x6D, 0x48, 0xEF, 0xD2,                               // 057d  vpxord       zmm2, zmm2, zmm2
        0x62, 0xF1, 0x65, 0x48, 0xEF, 0xDB,                               // 0583  vpxord       zmm3, zmm3, zmm3
        0x62, 0xF1, 0x5D, 0x48, 0xEF, 0xE4,                               // 0589  vpxord       zmm4, zmm4, zmm4
        0x62, 0xF1, 0x55, 0x48, 0xEF, 0xED,                               // 058f  vpxord       zmm5, zmm5, zmm5
        0x62, 0xF1, 0x4D, 0x48, 0xEF, 0xF6,                               // 0595  vpxord       zmm6, zmm6, zmm6
        0x62, 0xF1, 0x45, 0x48, 0xEF, 0xFF,                               // 059b  vpxord       zmm7, zmm7, zmm7
        0x49, 0x83, 0xEB, 0x04,                                           // 05a1  sub          r11, 4
        0x0F, 0x82, 0x99, 0x00, 0x00, 0x00,                               // 05a5  jb           0x644

        // Loop over four quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05ab  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05b1  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 05b8  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 05bb  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 05c1  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 05c7  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05cd  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05d3  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 05da  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x01,                         // 05dd  vpbroadcastd zmm30, [rbx + 4]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 05e4  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 05ea  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05f0  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05f6  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 05fd  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x02,                         // 0600  vpbroadcastd zmm30, [rbx + 8]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 0607  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 060d  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0613  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0619  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0620  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x03,                         // 0623  vpbroadcastd zmm30, [rbx + 0xc]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 062a  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 0630  vpdpbusd     zmm7, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x10,                                           // 0636  add          rbx, 0x10
        0x49, 0x83, 0xEB, 0x04,                                           // 063a  sub          r11, 4
        0x0F, 0x83, 0x67, 0xFF, 0xFF, 0xFF,                               // 063e  jae          0x5ab
        0x49, 0x83, 0xC3, 0x04,                                           // 0644  add          r11, 4
        0x74, 0x2B,                                                       // 0648  je           0x675

        // The quads that remain.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 064a  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0650  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0657  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 065a  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 0660  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 0666  vpdpbusd     zmm1, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 066c  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 0670  dec          r11
        0x75, 0xD5,                                                       // 0673  jne          0x64a

        // Sum of the four turns.
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC4,                               // 0675  vpaddd       zmm0, zmm0, zmm4
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCD,                               // 067b  vpaddd       zmm1, zmm1, zmm5
        0x62, 0xF1, 0x6D, 0x48, 0xFE, 0xD6,                               // 0681  vpaddd       zmm2, zmm2, zmm6
        0x62, 0xF1, 0x65, 0x48, 0xFE, 0xDF,                               // 0687  vpaddd       zmm3, zmm3, zmm7
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC2,                               // 068d  vpaddd       zmm0, zmm0, zmm2
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCB,                               // 0693  vpaddd       zmm1, zmm1, zmm3

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 0699  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 069d  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 06a1  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 06a7  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 06aa  test         r9, r9
        0x74, 0x0E,                                                       // 06ad  je           0x6bd
        0x4C, 0x8B, 0x40, 0x68,                                           // 06af  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 06b3  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 06ba  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 06bd  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x01,                                           // 06c1  imul         rdx, 1
        0x48, 0x01, 0x50, 0x58,                                           // 06c5  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x04,                                     // 06c9  add          [rax + 0x60], 4
        0x48, 0x83, 0x68, 0x70, 0x01,                                     // 06ce  sub          [rax + 0x70], 1
        0xE9, 0xBE, 0xF9, 0xFF, 0xFF,                                     // 06d3  jmp          0x96

        // The next pair of vectors.
        0x4E, 0x8D, 0x04, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 06d8  lea          r8, [r9*2]
        0x4C, 0x01, 0x40, 0x10,                                           // 06e0  add          [rax + 0x10], r8
        0x48, 0x81, 0x40, 0x38, 0x80, 0x00, 0x00, 0x00,                   // 06e4  add          [rax + 0x38], 0x80
        0x48, 0x83, 0x68, 0x50, 0x02,                                     // 06ec  sub          [rax + 0x50], 2
        0x0F, 0x87, 0x73, 0xF9, 0xFF, 0xFF,                               // 06f1  ja           0x6a

        // Exit.
        0xC5, 0xF8, 0x10, 0xB0, 0x90, 0x00, 0x00, 0x00,                   // 06f7  vmovups      xmm6, [rax + 0x90]
        0xC5, 0xF8, 0x10, 0xB8, 0xA0, 0x00, 0x00, 0x00,                   // 06ff  vmovups      xmm7, [rax + 0xa0]
        0xC5, 0x78, 0x10, 0x80, 0xB0, 0x00, 0x00, 0x00,                   // 0707  vmovups      xmm8, [rax + 0xb0]
        0xC5, 0x78, 0x10, 0x88, 0xC0, 0x00, 0x00, 0x00,                   // 070f  vmovups      xmm9, [rax + 0xc0]
        0xC5, 0x78, 0x10, 0x90, 0xD0, 0x00, 0x00, 0x00,                   // 0717  vmovups      xmm10, [rax + 0xd0]
        0xC5, 0x78, 0x10, 0x98, 0xE0, 0x00, 0x00, 0x00,                   // 071f  vmovups      xmm11, [rax + 0xe0]
        0xC5, 0x78, 0x10, 0xA0, 0xF0, 0x00, 0x00, 0x00,                   // 0727  vmovups      xmm12, [rax + 0xf0]
        0xC5, 0x78, 0x10, 0xA8, 0x00, 0x01, 0x00, 0x00,                   // 072f  vmovups      xmm13, [rax + 0x100]
        0xC5, 0x78, 0x10, 0xB0, 0x10, 0x01, 0x00, 0x00,                   // 0737  vmovups      xmm14, [rax + 0x110]
        0xC5, 0x78, 0x10, 0xB8, 0x20, 0x01, 0x00, 0x00,                   // 073f  vmovups      xmm15, [rax + 0x120]
        0x48, 0x8B, 0x58, 0x78,                                           // 0747  mov          rbx, [rax + 0x78]
        0x48, 0x8B, 0xB0, 0x80, 0x00, 0x00, 0x00,                         // 074b  mov          rsi, [rax + 0x80]
        0x48, 0x8B, 0xB8, 0x88, 0x00, 0x00, 0x00,                         // 0752  mov          rdi, [rax + 0x88]
        0xC5, 0xF8, 0x77,                                                 // 0759  vzeroupper
        0xC3,                                                             // 075c  ret
    ];
}
