// Needs:
// Written by benchmarks/MachineCode ("emit"), which assembles it; a test assembles it again and compares.
#nullable enable
namespace QMlp.Runtime;

using System;

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
        0x48, 0x89, 0x98, 0xA0, 0x00, 0x00, 0x00,                         // 0008  mov          [rax + 0xa0], rbx
        0x48, 0x89, 0xB0, 0xA8, 0x00, 0x00, 0x00,                         // 000f  mov          [rax + 0xa8], rsi
        0x48, 0x89, 0xB8, 0xB0, 0x00, 0x00, 0x00,                         // 0016  mov          [rax + 0xb0], rdi
        0x4C, 0x89, 0xA0, 0xB8, 0x00, 0x00, 0x00,                         // 001d  mov          [rax + 0xb8], r12
        0x4C, 0x89, 0xA8, 0xC0, 0x00, 0x00, 0x00,                         // 0024  mov          [rax + 0xc0], r13
        0xC5, 0xF8, 0x11, 0xB0, 0xC8, 0x00, 0x00, 0x00,                   // 002b  vmovups      [rax + 0xc8], xmm6
        0xC5, 0xF8, 0x11, 0xB8, 0xD8, 0x00, 0x00, 0x00,                   // 0033  vmovups      [rax + 0xd8], xmm7
        0xC5, 0x78, 0x11, 0x80, 0xE8, 0x00, 0x00, 0x00,                   // 003b  vmovups      [rax + 0xe8], xmm8
        0xC5, 0x78, 0x11, 0x88, 0xF8, 0x00, 0x00, 0x00,                   // 0043  vmovups      [rax + 0xf8], xmm9
        0xC5, 0x78, 0x11, 0x90, 0x08, 0x01, 0x00, 0x00,                   // 004b  vmovups      [rax + 0x108], xmm10
        0xC5, 0x78, 0x11, 0x98, 0x18, 0x01, 0x00, 0x00,                   // 0053  vmovups      [rax + 0x118], xmm11
        0xC5, 0x78, 0x11, 0xA0, 0x28, 0x01, 0x00, 0x00,                   // 005b  vmovups      [rax + 0x128], xmm12
        0xC5, 0x78, 0x11, 0xA8, 0x38, 0x01, 0x00, 0x00,                   // 0063  vmovups      [rax + 0x138], xmm13
        0xC5, 0x78, 0x11, 0xB0, 0x48, 0x01, 0x00, 0x00,                   // 006b  vmovups      [rax + 0x148], xmm14
        0xC5, 0x78, 0x11, 0xB8, 0x58, 0x01, 0x00, 0x00,                   // 0073  vmovups      [rax + 0x158], xmm15
        0x4C, 0x8B, 0x60, 0x58,                                           // 007b  mov          r12, [rax + 0x58]
        0x4C, 0x8B, 0x68, 0x60,                                           // 007f  mov          r13, [rax + 0x60]

        // A pair of vectors: all rows. The last pair may be a single vector: its stride is then 0.
        0x45, 0x31, 0xC9,                                                 // 0083  xor          r9d, r9d
        0x48, 0x83, 0x78, 0x50, 0x02,                                     // 0086  cmp          [rax + 0x50], 2
        0x4C, 0x0F, 0x43, 0x48, 0x18,                                     // 008b  cmovae       r9, [rax + 0x18]
        0x4C, 0x8B, 0x40, 0x48,                                           // 0090  mov          r8, [rax + 0x48]
        0x4C, 0x89, 0x80, 0x80, 0x00, 0x00, 0x00,                         // 0094  mov          [rax + 0x80], r8
        0x4C, 0x8B, 0x00,                                                 // 009b  mov          r8, [rax]
        0x4C, 0x89, 0x40, 0x68,                                           // 009e  mov          [rax + 0x68], r8
        0x4C, 0x8B, 0x40, 0x38,                                           // 00a2  mov          r8, [rax + 0x38]
        0x4C, 0x89, 0x40, 0x78,                                           // 00a6  mov          [rax + 0x78], r8
        0x48, 0x83, 0xB8, 0x80, 0x00, 0x00, 0x00, 0x0E,                   // 00aa  cmp          [rax + 0x80], 0xe
        0x0F, 0x82, 0xEC, 0x04, 0x00, 0x00,                               // 00b2  jb           0x5a4

        // Block of 14 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x68,                                           // 00b8  mov          rbx, [rax + 0x68]
        0x48, 0x8B, 0x50, 0x08,                                           // 00bc  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 00c0  lea          rsi, [rdx + rdx*2]
        0x48, 0x8D, 0x3C, 0x92,                                           // 00c4  lea          rdi, [rdx + rdx*4]
        0x48, 0x8D, 0x0C, 0x96,                                           // 00c8  lea          rcx, [rsi + rdx*4]
        0x48, 0x01, 0xD9,                                                 // 00cc  add          rcx, rbx
        0x4C, 0x8B, 0x40, 0x10,                                           // 00cf  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 00d3  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00d7  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 00db  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 00df  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 00e5  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 00e9  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 00ec  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 00f0  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00f6  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 00fa  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 0100  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0106  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 010c  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0112  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0118  vmovdqa64    zmm7, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC0,                               // 011e  vmovdqa64    zmm8, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC9,                               // 0124  vmovdqa64    zmm9, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD0,                               // 012a  vmovdqa64    zmm10, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD9,                               // 0130  vmovdqa64    zmm11, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE0,                               // 0136  vmovdqa64    zmm12, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE9,                               // 013c  vmovdqa64    zmm13, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF0,                               // 0142  vmovdqa64    zmm14, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF9,                               // 0148  vmovdqa64    zmm15, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC0,                               // 014e  vmovdqa64    zmm16, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC9,                               // 0154  vmovdqa64    zmm17, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD0,                               // 015a  vmovdqa64    zmm18, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD9,                               // 0160  vmovdqa64    zmm19, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0166  vmovdqa64    zmm20, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE9,                               // 016c  vmovdqa64    zmm21, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0172  vmovdqa64    zmm22, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0178  vmovdqa64    zmm23, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC0,                               // 017e  vmovdqa64    zmm24, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC9,                               // 0184  vmovdqa64    zmm25, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD0,                               // 018a  vmovdqa64    zmm26, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD9,                               // 0190  vmovdqa64    zmm27, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 0196  mov          r8, [rax + 0x10]

        // Loop over quads of k, but for the last 12.
        0x4C, 0x89, 0x98, 0x88, 0x00, 0x00, 0x00,                         // 019a  mov          [rax + 0x88], r11
        0x49, 0x83, 0xEB, 0x0C,                                           // 01a1  sub          r11, 0xc
        0x0F, 0x86, 0x38, 0x01, 0x00, 0x00,                               // 01a5  jbe          0x2e3
        0x4C, 0x29, 0x98, 0x88, 0x00, 0x00, 0x00,                         // 01ab  sub          [rax + 0x88], r11
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 01b2  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 01b8  vmovdqu32    zmm29, [r8 + r9]
        0x41, 0x0F, 0x18, 0x0C, 0x24,                                     // 01bf  prefetcht0   [r12]
        0x4D, 0x01, 0xEC,                                                 // 01c4  add          r12, r13
        0x4D, 0x01, 0xD0,                                                 // 01c7  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 01ca  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 01d0  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 01d6  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 01dc  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 01e3  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 01e9  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 01ef  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 01f6  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 01fc  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 0202  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 0209  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 020f  vpdpbusd     zmm7, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 0215  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xC4,                               // 021c  vpdpbusd     zmm8, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xCD,                               // 0222  vpdpbusd     zmm9, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 0228  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xD4,                               // 022f  vpdpbusd     zmm10, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xDD,                               // 0235  vpdpbusd     zmm11, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 023b  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xE4,                               // 0242  vpdpbusd     zmm12, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xED,                               // 0248  vpdpbusd     zmm13, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 024e  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xF4,                               // 0254  vpdpbusd     zmm14, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xFD,                               // 025a  vpdpbusd     zmm15, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 0260  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xC4,                               // 0267  vpdpbusd     zmm16, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xCD,                               // 026d  vpdpbusd     zmm17, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 0273  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xD4,                               // 027a  vpdpbusd     zmm18, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xDD,                               // 0280  vpdpbusd     zmm19, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 0286  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xE4,                               // 028d  vpdpbusd     zmm20, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xED,                               // 0293  vpdpbusd     zmm21, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 0299  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xF4,                               // 02a0  vpdpbusd     zmm22, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xFD,                               // 02a6  vpdpbusd     zmm23, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 02ac  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xC4,                               // 02b3  vpdpbusd     zmm24, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xCD,                               // 02b9  vpdpbusd     zmm25, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 02bf  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xD4,                               // 02c6  vpdpbusd     zmm26, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xDD,                               // 02cc  vpdpbusd     zmm27, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 02d2  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 02d6  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 02da  dec          r11
        0x0F, 0x85, 0xCF, 0xFE, 0xFF, 0xFF,                               // 02dd  jne          0x1b2

        // The last quads, for the first half of the rows.
        0x48, 0x89, 0x98, 0x90, 0x00, 0x00, 0x00,                         // 02e3  mov          [rax + 0x90], rbx
        0x4C, 0x89, 0x80, 0x98, 0x00, 0x00, 0x00,                         // 02ea  mov          [rax + 0x98], r8
        0x4C, 0x8B, 0x98, 0x88, 0x00, 0x00, 0x00,                         // 02f1  mov          r11, [rax + 0x88]
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 02f8  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 02fe  vmovdqu32    zmm29, [r8 + r9]
        0x41, 0x0F, 0x18, 0x0C, 0x24,                                     // 0305  prefetcht0   [r12]
        0x4D, 0x01, 0xEC,                                                 // 030a  add          r12, r13
        0x4D, 0x01, 0xD0,                                                 // 030d  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0310  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 0316  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 031c  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 0322  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 0329  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 032f  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 0335  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 033c  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 0342  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 0348  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 034f  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 0355  vpdpbusd     zmm7, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 035b  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xC4,                               // 0362  vpdpbusd     zmm8, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xCD,                               // 0368  vpdpbusd     zmm9, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 036e  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xD4,                               // 0375  vpdpbusd     zmm10, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xDD,                               // 037b  vpdpbusd     zmm11, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 0381  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xE4,                               // 0388  vpdpbusd     zmm12, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xED,                               // 038e  vpdpbusd     zmm13, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 0394  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 0398  dec          r11
        0x0F, 0x85, 0x57, 0xFF, 0xFF, 0xFF,                               // 039b  jne          0x2f8

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x78,                                           // 03a1  mov          r8, [rax + 0x78]
        0x4C, 0x8B, 0x58, 0x40,                                           // 03a5  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 03a9  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 03af  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 03b2  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 03b8  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 03bb  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 03c1  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 03c4  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 03ca  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x00,                               // 03cd  vmovdqu32    [r8], zmm8
        0x4D, 0x01, 0xD8,                                                 // 03d3  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x10,                               // 03d6  vmovdqu32    [r8], zmm10
        0x4D, 0x01, 0xD8,                                                 // 03dc  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x20,                               // 03df  vmovdqu32    [r8], zmm12
        0x4D, 0x01, 0xD8,                                                 // 03e5  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 03e8  test         r9, r9
        0x74, 0x4A,                                                       // 03eb  je           0x437
        0x4C, 0x8B, 0x40, 0x78,                                           // 03ed  mov          r8, [rax + 0x78]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03f1  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 03f8  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03fb  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 0402  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0405  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 040c  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 040f  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0416  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0419  vmovdqu32    [r8 + 0x40], zmm9
        0x4D, 0x01, 0xD8,                                                 // 0420  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0423  vmovdqu32    [r8 + 0x40], zmm11
        0x4D, 0x01, 0xD8,                                                 // 042a  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 042d  vmovdqu32    [r8 + 0x40], zmm13
        0x4D, 0x01, 0xD8,                                                 // 0434  add          r8, r11
        0x4C, 0x89, 0x40, 0x78,                                           // 0437  mov          [rax + 0x78], r8

        // The last quads, for the second half.
        0x48, 0x8B, 0x98, 0x90, 0x00, 0x00, 0x00,                         // 043b  mov          rbx, [rax + 0x90]
        0x4C, 0x8B, 0x80, 0x98, 0x00, 0x00, 0x00,                         // 0442  mov          r8, [rax + 0x98]
        0x4C, 0x8B, 0x98, 0x88, 0x00, 0x00, 0x00,                         // 0449  mov          r11, [rax + 0x88]
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0450  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0456  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 045d  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 0460  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xF4,                               // 0466  vpdpbusd     zmm14, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xFD,                               // 046c  vpdpbusd     zmm15, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 0472  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xC4,                               // 0479  vpdpbusd     zmm16, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xCD,                               // 047f  vpdpbusd     zmm17, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 0485  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xD4,                               // 048c  vpdpbusd     zmm18, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xDD,                               // 0492  vpdpbusd     zmm19, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 0498  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xE4,                               // 049f  vpdpbusd     zmm20, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xED,                               // 04a5  vpdpbusd     zmm21, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 04ab  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xF4,                               // 04b2  vpdpbusd     zmm22, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xFD,                               // 04b8  vpdpbusd     zmm23, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 04be  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xC4,                               // 04c5  vpdpbusd     zmm24, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xCD,                               // 04cb  vpdpbusd     zmm25, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 04d1  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xD4,                               // 04d8  vpdpbusd     zmm26, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xDD,                               // 04de  vpdpbusd     zmm27, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 04e4  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 04e8  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 04ec  dec          r11
        0x0F, 0x85, 0x5B, 0xFF, 0xFF, 0xFF,                               // 04ef  jne          0x450

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x78,                                           // 04f5  mov          r8, [rax + 0x78]
        0x4C, 0x8B, 0x58, 0x40,                                           // 04f9  mov          r11, [rax + 0x40]
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x30,                               // 04fd  vmovdqu32    [r8], zmm14
        0x4D, 0x01, 0xD8,                                                 // 0503  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x00,                               // 0506  vmovdqu32    [r8], zmm16
        0x4D, 0x01, 0xD8,                                                 // 050c  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x10,                               // 050f  vmovdqu32    [r8], zmm18
        0x4D, 0x01, 0xD8,                                                 // 0515  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x20,                               // 0518  vmovdqu32    [r8], zmm20
        0x4D, 0x01, 0xD8,                                                 // 051e  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x30,                               // 0521  vmovdqu32    [r8], zmm22
        0x4D, 0x01, 0xD8,                                                 // 0527  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x00,                               // 052a  vmovdqu32    [r8], zmm24
        0x4D, 0x01, 0xD8,                                                 // 0530  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x10,                               // 0533  vmovdqu32    [r8], zmm26
        0x4D, 0x01, 0xD8,                                                 // 0539  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 053c  test         r9, r9
        0x74, 0x4A,                                                       // 053f  je           0x58b
        0x4C, 0x8B, 0x40, 0x78,                                           // 0541  mov          r8, [rax + 0x78]
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0545  vmovdqu32    [r8 + 0x40], zmm15
        0x4D, 0x01, 0xD8,                                                 // 054c  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 054f  vmovdqu32    [r8 + 0x40], zmm17
        0x4D, 0x01, 0xD8,                                                 // 0556  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0559  vmovdqu32    [r8 + 0x40], zmm19
        0x4D, 0x01, 0xD8,                                                 // 0560  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0563  vmovdqu32    [r8 + 0x40], zmm21
        0x4D, 0x01, 0xD8,                                                 // 056a  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 056d  vmovdqu32    [r8 + 0x40], zmm23
        0x4D, 0x01, 0xD8,                                                 // 0574  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0577  vmovdqu32    [r8 + 0x40], zmm25
        0x4D, 0x01, 0xD8,                                                 // 057e  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0581  vmovdqu32    [r8 + 0x40], zmm27
        0x4D, 0x01, 0xD8,                                                 // 0588  add          r8, r11
        0x4C, 0x89, 0x40, 0x78,                                           // 058b  mov          [rax + 0x78], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x0E,                                           // 058f  imul         rdx, 0xe
        0x48, 0x01, 0x50, 0x68,                                           // 0593  add          [rax + 0x68], rdx
        0x48, 0x83, 0xA8, 0x80, 0x00, 0x00, 0x00, 0x0E,                   // 0597  sub          [rax + 0x80], 0xe
        0xE9, 0x06, 0xFB, 0xFF, 0xFF,                                     // 059f  jmp          0xaa

        // Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.
        0x48, 0x8B, 0x88, 0x80, 0x00, 0x00, 0x00,                         // 05a4  mov          rcx, [rax + 0x80]
        0x48, 0x85, 0xC9,                                                 // 05ab  test         rcx, rcx
        0x0F, 0x84, 0x01, 0x03, 0x00, 0x00,                               // 05ae  je           0x8b5
        0x48, 0x83, 0x78, 0x48, 0x04,                                     // 05b4  cmp          [rax + 0x48], 4
        0x0F, 0x82, 0x66, 0x01, 0x00, 0x00,                               // 05b9  jb           0x725
        0x48, 0x83, 0xE9, 0x04,                                           // 05bf  sub          rcx, 4
        0x73, 0x1F,                                                       // 05c3  jae          0x5e4
        0x48, 0x29, 0x88, 0x80, 0x00, 0x00, 0x00,                         // 05c5  sub          [rax + 0x80], rcx
        0x4C, 0x8B, 0x40, 0x08,                                           // 05cc  mov          r8, [rax + 8]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 05d0  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x68,                                           // 05d4  add          [rax + 0x68], r8
        0x4C, 0x8B, 0x40, 0x40,                                           // 05d8  mov          r8, [rax + 0x40]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 05dc  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x78,                                           // 05e0  add          [rax + 0x78], r8

        // Block of 4 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x68,                                           // 05e4  mov          rbx, [rax + 0x68]
        0x48, 0x8B, 0x50, 0x08,                                           // 05e8  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 05ec  lea          rsi, [rdx + rdx*2]
        0x4C, 0x8B, 0x40, 0x10,                                           // 05f0  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 05f4  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 05f8  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 05fc  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 0600  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 0606  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 060a  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 060d  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 0611  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0617  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 061b  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 0621  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0627  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 062d  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0633  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0639  vmovdqa64    zmm7, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 063f  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0643  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0649  vmovdqu32    zmm29, [r8 + r9]
        0x41, 0x0F, 0x18, 0x0C, 0x24,                                     // 0650  prefetcht0   [r12]
        0x4D, 0x01, 0xEC,                                                 // 0655  add          r12, r13
        0x4D, 0x01, 0xD0,                                                 // 0658  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 065b  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 0661  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0667  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 066d  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 0674  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 067a  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 0680  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 0687  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 068d  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 0693  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 069a  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 06a0  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 06a6  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 06aa  dec          r11
        0x75, 0x94,                                                       // 06ad  jne          0x643

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x78,                                           // 06af  mov          r8, [rax + 0x78]
        0x4C, 0x8B, 0x58, 0x40,                                           // 06b3  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 06b7  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 06bd  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 06c0  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 06c6  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 06c9  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 06cf  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 06d2  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 06d8  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 06db  test         r9, r9
        0x74, 0x2C,                                                       // 06de  je           0x70c
        0x4C, 0x8B, 0x40, 0x78,                                           // 06e0  mov          r8, [rax + 0x78]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 06e4  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 06eb  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 06ee  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 06f5  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 06f8  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 06ff  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0702  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0709  add          r8, r11
        0x4C, 0x89, 0x40, 0x78,                                           // 070c  mov          [rax + 0x78], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x04,                                           // 0710  imul         rdx, 4
        0x48, 0x01, 0x50, 0x68,                                           // 0714  add          [rax + 0x68], rdx
        0x48, 0x83, 0xA8, 0x80, 0x00, 0x00, 0x00, 0x04,                   // 0718  sub          [rax + 0x80], 4
        0xE9, 0x85, 0xF9, 0xFF, 0xFF,                                     // 0720  jmp          0xaa

        // Fewer than 4 rows in all: one at a time. Block of 1 row x 2 vectors.
        0x48, 0x8B, 0x58, 0x68,                                           // 0725  mov          rbx, [rax + 0x68]
        0x48, 0x8B, 0x50, 0x08,                                           // 0729  mov          rdx, [rax + 8]
        0x4C, 0x8B, 0x40, 0x10,                                           // 072d  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0731  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0735  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 0739  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 073d  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 0743  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 0747  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 074a  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 074e  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0754  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x10,                                           // 0758  mov          r8, [rax + 0x10]
        0x62, 0xF1, 0x6D, 0x48, 0xEF, 0xD2,                               // 075c  vpxord       zmm2, zmm2, zmm2
        0x62, 0xF1, 0x65, 0x48, 0xEF, 0xDB,                               // 0762  vpxord       zmm3, zmm3, zmm3
        0x62, 0xF1, 0x5D, 0x48, 0xEF, 0xE4,                               // 0768  vpxord       zmm4, zmm4, zmm4
        0x62, 0xF1, 0x55, 0x48, 0xEF, 0xED,                               // 076e  vpxord       zmm5, zmm5, zmm5
        0x62, 0xF1, 0x4D, 0x48, 0xEF, 0xF6,                               // 0774  vpxord       zmm6, zmm6, zmm6
        0x62, 0xF1, 0x45, 0x48, 0xEF, 0xFF,                               // 077a  vpxord       zmm7, zmm7, zmm7
        0x49, 0x83, 0xEB, 0x04,                                           // 0780  sub          r11, 4
        0x0F, 0x82, 0x99, 0x00, 0x00, 0x00,                               // 0784  jb           0x823

        // Loop over four quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 078a  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0790  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0797  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 079a  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 07a0  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 07a6  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 07ac  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 07b2  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07b9  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x01,                         // 07bc  vpbroadcastd zmm30, [rbx + 4]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 07c3  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 07c9  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 07cf  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 07d5  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07dc  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x02,                         // 07df  vpbroadcastd zmm30, [rbx + 8]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 07e6  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 07ec  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 07f2  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 07f8  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07ff  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x03,                         // 0802  vpbroadcastd zmm30, [rbx + 0xc]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 0809  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 080f  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x10,                                           // 0815  add          rbx, 0x10
        0x49, 0x83, 0xEB, 0x04,                                           // 0819  sub          r11, 4
        0x0F, 0x83, 0x67, 0xFF, 0xFF, 0xFF,                               // 081d  jae          0x78a
        0x49, 0x83, 0xC3, 0x04,                                           // 0823  add          r11, 4
        0x74, 0x2B,                                                       // 0827  je           0x854

        // The quads that remain.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0829  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 082f  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0836  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0839  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 083f  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0845  vpdpbusd     zmm1, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 084b  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 084f  dec          r11
        0x75, 0xD5,                                                       // 0852  jne          0x829

        // Sum of the four turns.
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC4,                               // 0854  vpaddd       zmm0, zmm0, zmm4
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCD,                               // 085a  vpaddd       zmm1, zmm1, zmm5
        0x62, 0xF1, 0x6D, 0x48, 0xFE, 0xD6,                               // 0860  vpaddd       zmm2, zmm2, zmm6
        0x62, 0xF1, 0x65, 0x48, 0xFE, 0xDF,                               // 0866  vpaddd       zmm3, zmm3, zmm7
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC2,                               // 086c  vpaddd       zmm0, zmm0, zmm2
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCB,                               // 0872  vpaddd       zmm1, zmm1, zmm3

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x78,                                           // 0878  mov          r8, [rax + 0x78]
        0x4C, 0x8B, 0x58, 0x40,                                           // 087c  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 0880  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 0886  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0889  test         r9, r9
        0x74, 0x0E,                                                       // 088c  je           0x89c
        0x4C, 0x8B, 0x40, 0x78,                                           // 088e  mov          r8, [rax + 0x78]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0892  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0899  add          r8, r11
        0x4C, 0x89, 0x40, 0x78,                                           // 089c  mov          [rax + 0x78], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x01,                                           // 08a0  imul         rdx, 1
        0x48, 0x01, 0x50, 0x68,                                           // 08a4  add          [rax + 0x68], rdx
        0x48, 0x83, 0xA8, 0x80, 0x00, 0x00, 0x00, 0x01,                   // 08a8  sub          [rax + 0x80], 1
        0xE9, 0xF5, 0xF7, 0xFF, 0xFF,                                     // 08b0  jmp          0xaa

        // The next pair of vectors.
        0x4E, 0x8D, 0x04, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 08b5  lea          r8, [r9*2]
        0x4C, 0x01, 0x40, 0x10,                                           // 08bd  add          [rax + 0x10], r8
        0x48, 0x81, 0x40, 0x38, 0x80, 0x00, 0x00, 0x00,                   // 08c1  add          [rax + 0x38], 0x80
        0x48, 0x81, 0x40, 0x30, 0x80, 0x00, 0x00, 0x00,                   // 08c9  add          [rax + 0x30], 0x80
        0x48, 0x83, 0x68, 0x50, 0x02,                                     // 08d1  sub          [rax + 0x50], 2
        0x0F, 0x87, 0xA7, 0xF7, 0xFF, 0xFF,                               // 08d6  ja           0x83

        // Exit.
        0xC5, 0xF8, 0x10, 0xB0, 0xC8, 0x00, 0x00, 0x00,                   // 08dc  vmovups      xmm6, [rax + 0xc8]
        0xC5, 0xF8, 0x10, 0xB8, 0xD8, 0x00, 0x00, 0x00,                   // 08e4  vmovups      xmm7, [rax + 0xd8]
        0xC5, 0x78, 0x10, 0x80, 0xE8, 0x00, 0x00, 0x00,                   // 08ec  vmovups      xmm8, [rax + 0xe8]
        0xC5, 0x78, 0x10, 0x88, 0xF8, 0x00, 0x00, 0x00,                   // 08f4  vmovups      xmm9, [rax + 0xf8]
        0xC5, 0x78, 0x10, 0x90, 0x08, 0x01, 0x00, 0x00,                   // 08fc  vmovups      xmm10, [rax + 0x108]
        0xC5, 0x78, 0x10, 0x98, 0x18, 0x01, 0x00, 0x00,                   // 0904  vmovups      xmm11, [rax + 0x118]
        0xC5, 0x78, 0x10, 0xA0, 0x28, 0x01, 0x00, 0x00,                   // 090c  vmovups      xmm12, [rax + 0x128]
        0xC5, 0x78, 0x10, 0xA8, 0x38, 0x01, 0x00, 0x00,                   // 0914  vmovups      xmm13, [rax + 0x138]
        0xC5, 0x78, 0x10, 0xB0, 0x48, 0x01, 0x00, 0x00,                   // 091c  vmovups      xmm14, [rax + 0x148]
        0xC5, 0x78, 0x10, 0xB8, 0x58, 0x01, 0x00, 0x00,                   // 0924  vmovups      xmm15, [rax + 0x158]
        0x48, 0x8B, 0x98, 0xA0, 0x00, 0x00, 0x00,                         // 092c  mov          rbx, [rax + 0xa0]
        0x48, 0x8B, 0xB0, 0xA8, 0x00, 0x00, 0x00,                         // 0933  mov          rsi, [rax + 0xa8]
        0x48, 0x8B, 0xB8, 0xB0, 0x00, 0x00, 0x00,                         // 093a  mov          rdi, [rax + 0xb0]
        0x4C, 0x8B, 0xA0, 0xB8, 0x00, 0x00, 0x00,                         // 0941  mov          r12, [rax + 0xb8]
        0x4C, 0x8B, 0xA8, 0xC0, 0x00, 0x00, 0x00,                         // 0948  mov          r13, [rax + 0xc0]
        0xC5, 0xF8, 0x77,                                                 // 094f  vzeroupper
        0xC3,                                                             // 0952  ret
    ];
}
