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
        0x4E, 0x8D, 0x24, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 0088  lea          r12, [r9*2]
        0x4F, 0x8D, 0x2C, 0x49,                                           // 0090  lea          r13, [r9 + r9*2]
        0x4C, 0x8B, 0x40, 0x48,                                           // 0094  mov          r8, [rax + 0x48]
        0x4C, 0x89, 0x40, 0x70,                                           // 0098  mov          [rax + 0x70], r8
        0x4C, 0x8B, 0x00,                                                 // 009c  mov          r8, [rax]
        0x4C, 0x89, 0x40, 0x58,                                           // 009f  mov          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x38,                                           // 00a3  mov          r8, [rax + 0x38]
        0x4C, 0x89, 0x40, 0x68,                                           // 00a7  mov          [rax + 0x68], r8
        0x48, 0x83, 0x78, 0x70, 0x0E,                                     // 00ab  cmp          [rax + 0x70], 0xe
        0x0F, 0x82, 0xE1, 0x04, 0x00, 0x00,                               // 00b0  jb           0x597

        // Block of 14 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 00b6  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 00ba  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 00be  lea          rsi, [rdx + rdx*2]
        0x48, 0x8D, 0x3C, 0x92,                                           // 00c2  lea          rdi, [rdx + rdx*4]
        0x48, 0x8D, 0x0C, 0x96,                                           // 00c6  lea          rcx, [rsi + rdx*4]
        0x48, 0x01, 0xD9,                                                 // 00ca  add          rcx, rbx
        0x4C, 0x8B, 0x40, 0x10,                                           // 00cd  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 00d1  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00d5  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 00d9  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 00dd  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 00e3  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 00e7  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 00ea  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 00ee  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00f4  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 00f8  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 00fe  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0104  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 010a  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0110  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0116  vmovdqa64    zmm7, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC0,                               // 011c  vmovdqa64    zmm8, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC9,                               // 0122  vmovdqa64    zmm9, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD0,                               // 0128  vmovdqa64    zmm10, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD9,                               // 012e  vmovdqa64    zmm11, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE0,                               // 0134  vmovdqa64    zmm12, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE9,                               // 013a  vmovdqa64    zmm13, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF0,                               // 0140  vmovdqa64    zmm14, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF9,                               // 0146  vmovdqa64    zmm15, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC0,                               // 014c  vmovdqa64    zmm16, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC9,                               // 0152  vmovdqa64    zmm17, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD0,                               // 0158  vmovdqa64    zmm18, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD9,                               // 015e  vmovdqa64    zmm19, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0164  vmovdqa64    zmm20, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE9,                               // 016a  vmovdqa64    zmm21, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0170  vmovdqa64    zmm22, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0176  vmovdqa64    zmm23, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC0,                               // 017c  vmovdqa64    zmm24, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC9,                               // 0182  vmovdqa64    zmm25, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD0,                               // 0188  vmovdqa64    zmm26, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD9,                               // 018e  vmovdqa64    zmm27, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 0194  mov          r8, [rax + 0x10]

        // Loop over quads of k, but for the last 12.
        0x4C, 0x89, 0x58, 0x78,                                           // 0198  mov          [rax + 0x78], r11
        0x49, 0x83, 0xEB, 0x0C,                                           // 019c  sub          r11, 0xc
        0x0F, 0x86, 0x37, 0x01, 0x00, 0x00,                               // 01a0  jbe          0x2dd
        0x4C, 0x29, 0x58, 0x78,                                           // 01a6  sub          [rax + 0x78], r11
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 01aa  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 01b0  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 01b7  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 01bc  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 01c1  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 01c4  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 01ca  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 01d0  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 01d6  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 01dd  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 01e3  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 01e9  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 01f0  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 01f6  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 01fc  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 0203  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 0209  vpdpbusd     zmm7, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 020f  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xC4,                               // 0216  vpdpbusd     zmm8, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xCD,                               // 021c  vpdpbusd     zmm9, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 0222  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xD4,                               // 0229  vpdpbusd     zmm10, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xDD,                               // 022f  vpdpbusd     zmm11, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 0235  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xE4,                               // 023c  vpdpbusd     zmm12, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xED,                               // 0242  vpdpbusd     zmm13, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 0248  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xF4,                               // 024e  vpdpbusd     zmm14, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xFD,                               // 0254  vpdpbusd     zmm15, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 025a  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xC4,                               // 0261  vpdpbusd     zmm16, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xCD,                               // 0267  vpdpbusd     zmm17, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 026d  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xD4,                               // 0274  vpdpbusd     zmm18, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xDD,                               // 027a  vpdpbusd     zmm19, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 0280  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xE4,                               // 0287  vpdpbusd     zmm20, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xED,                               // 028d  vpdpbusd     zmm21, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 0293  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xF4,                               // 029a  vpdpbusd     zmm22, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xFD,                               // 02a0  vpdpbusd     zmm23, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 02a6  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xC4,                               // 02ad  vpdpbusd     zmm24, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xCD,                               // 02b3  vpdpbusd     zmm25, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 02b9  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xD4,                               // 02c0  vpdpbusd     zmm26, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xDD,                               // 02c6  vpdpbusd     zmm27, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 02cc  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 02d0  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 02d4  dec          r11
        0x0F, 0x85, 0xCD, 0xFE, 0xFF, 0xFF,                               // 02d7  jne          0x1aa

        // The last quads, for the first half of the rows.
        0x48, 0x89, 0x98, 0x80, 0x00, 0x00, 0x00,                         // 02dd  mov          [rax + 0x80], rbx
        0x4C, 0x89, 0x80, 0x88, 0x00, 0x00, 0x00,                         // 02e4  mov          [rax + 0x88], r8
        0x4C, 0x8B, 0x58, 0x78,                                           // 02eb  mov          r11, [rax + 0x78]
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 02ef  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 02f5  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 02fc  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 0301  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 0306  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0309  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 030f  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0315  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 031b  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 0322  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 0328  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 032e  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 0335  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 033b  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 0341  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 0348  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 034e  vpdpbusd     zmm7, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 0354  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xC4,                               // 035b  vpdpbusd     zmm8, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xCD,                               // 0361  vpdpbusd     zmm9, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 0367  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xD4,                               // 036e  vpdpbusd     zmm10, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xDD,                               // 0374  vpdpbusd     zmm11, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 037a  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xE4,                               // 0381  vpdpbusd     zmm12, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xED,                               // 0387  vpdpbusd     zmm13, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 038d  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 0391  dec          r11
        0x0F, 0x85, 0x55, 0xFF, 0xFF, 0xFF,                               // 0394  jne          0x2ef

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 039a  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 039e  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 03a2  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 03a8  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 03ab  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 03b1  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 03b4  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 03ba  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 03bd  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 03c3  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x00,                               // 03c6  vmovdqu32    [r8], zmm8
        0x4D, 0x01, 0xD8,                                                 // 03cc  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x10,                               // 03cf  vmovdqu32    [r8], zmm10
        0x4D, 0x01, 0xD8,                                                 // 03d5  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x20,                               // 03d8  vmovdqu32    [r8], zmm12
        0x4D, 0x01, 0xD8,                                                 // 03de  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 03e1  test         r9, r9
        0x74, 0x4A,                                                       // 03e4  je           0x430
        0x4C, 0x8B, 0x40, 0x68,                                           // 03e6  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03ea  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 03f1  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03f4  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 03fb  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 03fe  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 0405  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0408  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 040f  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0412  vmovdqu32    [r8 + 0x40], zmm9
        0x4D, 0x01, 0xD8,                                                 // 0419  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 041c  vmovdqu32    [r8 + 0x40], zmm11
        0x4D, 0x01, 0xD8,                                                 // 0423  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0426  vmovdqu32    [r8 + 0x40], zmm13
        0x4D, 0x01, 0xD8,                                                 // 042d  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 0430  mov          [rax + 0x68], r8

        // The last quads, for the second half.
        0x48, 0x8B, 0x98, 0x80, 0x00, 0x00, 0x00,                         // 0434  mov          rbx, [rax + 0x80]
        0x4C, 0x8B, 0x80, 0x88, 0x00, 0x00, 0x00,                         // 043b  mov          r8, [rax + 0x88]
        0x4C, 0x8B, 0x58, 0x78,                                           // 0442  mov          r11, [rax + 0x78]
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0446  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 044c  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0453  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 0456  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xF4,                               // 045c  vpdpbusd     zmm14, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xFD,                               // 0462  vpdpbusd     zmm15, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 0468  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xC4,                               // 046f  vpdpbusd     zmm16, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xCD,                               // 0475  vpdpbusd     zmm17, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 047b  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xD4,                               // 0482  vpdpbusd     zmm18, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xDD,                               // 0488  vpdpbusd     zmm19, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 048e  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xE4,                               // 0495  vpdpbusd     zmm20, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xED,                               // 049b  vpdpbusd     zmm21, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 04a1  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xF4,                               // 04a8  vpdpbusd     zmm22, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xFD,                               // 04ae  vpdpbusd     zmm23, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 04b4  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xC4,                               // 04bb  vpdpbusd     zmm24, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xCD,                               // 04c1  vpdpbusd     zmm25, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 04c7  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xD4,                               // 04ce  vpdpbusd     zmm26, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xDD,                               // 04d4  vpdpbusd     zmm27, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 04da  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 04de  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 04e2  dec          r11
        0x0F, 0x85, 0x5B, 0xFF, 0xFF, 0xFF,                               // 04e5  jne          0x446

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 04eb  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 04ef  mov          r11, [rax + 0x40]
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x30,                               // 04f3  vmovdqu32    [r8], zmm14
        0x4D, 0x01, 0xD8,                                                 // 04f9  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x00,                               // 04fc  vmovdqu32    [r8], zmm16
        0x4D, 0x01, 0xD8,                                                 // 0502  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x10,                               // 0505  vmovdqu32    [r8], zmm18
        0x4D, 0x01, 0xD8,                                                 // 050b  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x20,                               // 050e  vmovdqu32    [r8], zmm20
        0x4D, 0x01, 0xD8,                                                 // 0514  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x30,                               // 0517  vmovdqu32    [r8], zmm22
        0x4D, 0x01, 0xD8,                                                 // 051d  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x00,                               // 0520  vmovdqu32    [r8], zmm24
        0x4D, 0x01, 0xD8,                                                 // 0526  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x10,                               // 0529  vmovdqu32    [r8], zmm26
        0x4D, 0x01, 0xD8,                                                 // 052f  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0532  test         r9, r9
        0x74, 0x4A,                                                       // 0535  je           0x581
        0x4C, 0x8B, 0x40, 0x68,                                           // 0537  mov          r8, [rax + 0x68]
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 053b  vmovdqu32    [r8 + 0x40], zmm15
        0x4D, 0x01, 0xD8,                                                 // 0542  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0545  vmovdqu32    [r8 + 0x40], zmm17
        0x4D, 0x01, 0xD8,                                                 // 054c  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 054f  vmovdqu32    [r8 + 0x40], zmm19
        0x4D, 0x01, 0xD8,                                                 // 0556  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0559  vmovdqu32    [r8 + 0x40], zmm21
        0x4D, 0x01, 0xD8,                                                 // 0560  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0563  vmovdqu32    [r8 + 0x40], zmm23
        0x4D, 0x01, 0xD8,                                                 // 056a  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 056d  vmovdqu32    [r8 + 0x40], zmm25
        0x4D, 0x01, 0xD8,                                                 // 0574  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0577  vmovdqu32    [r8 + 0x40], zmm27
        0x4D, 0x01, 0xD8,                                                 // 057e  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 0581  mov          [rax + 0x68], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x0E,                                           // 0585  imul         rdx, 0xe
        0x48, 0x01, 0x50, 0x58,                                           // 0589  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x0E,                                     // 058d  sub          [rax + 0x70], 0xe
        0xE9, 0x14, 0xFB, 0xFF, 0xFF,                                     // 0592  jmp          0xab

        // Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.
        0x48, 0x8B, 0x48, 0x70,                                           // 0597  mov          rcx, [rax + 0x70]
        0x48, 0x85, 0xC9,                                                 // 059b  test         rcx, rcx
        0x0F, 0x84, 0xFA, 0x02, 0x00, 0x00,                               // 059e  je           0x89e
        0x48, 0x83, 0x78, 0x48, 0x04,                                     // 05a4  cmp          [rax + 0x48], 4
        0x0F, 0x82, 0x62, 0x01, 0x00, 0x00,                               // 05a9  jb           0x711
        0x48, 0x83, 0xE9, 0x04,                                           // 05af  sub          rcx, 4
        0x73, 0x1C,                                                       // 05b3  jae          0x5d1
        0x48, 0x29, 0x48, 0x70,                                           // 05b5  sub          [rax + 0x70], rcx
        0x4C, 0x8B, 0x40, 0x08,                                           // 05b9  mov          r8, [rax + 8]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 05bd  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x58,                                           // 05c1  add          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x40,                                           // 05c5  mov          r8, [rax + 0x40]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 05c9  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x68,                                           // 05cd  add          [rax + 0x68], r8

        // Block of 4 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 05d1  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 05d5  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 05d9  lea          rsi, [rdx + rdx*2]
        0x4C, 0x8B, 0x40, 0x10,                                           // 05dd  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 05e1  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 05e5  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 05e9  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 05ed  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 05f3  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 05f7  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 05fa  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 05fe  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0604  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 0608  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 060e  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0614  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 061a  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0620  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0626  vmovdqa64    zmm7, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 062c  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0630  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0636  vmovdqu32    zmm29, [r8 + r9]
        0x43, 0x0F, 0x18, 0x14, 0x20,                                     // 063d  prefetcht1   [r8 + r12]
        0x43, 0x0F, 0x18, 0x14, 0x28,                                     // 0642  prefetcht1   [r8 + r13]
        0x4D, 0x01, 0xD0,                                                 // 0647  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 064a  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 0650  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0656  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 065c  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 0663  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 0669  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 066f  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 0676  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 067c  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 0682  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 0689  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 068f  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 0695  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 0699  dec          r11
        0x75, 0x92,                                                       // 069c  jne          0x630

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 069e  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 06a2  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 06a6  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 06ac  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 06af  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 06b5  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 06b8  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 06be  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 06c1  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 06c7  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 06ca  test         r9, r9
        0x74, 0x2C,                                                       // 06cd  je           0x6fb
        0x4C, 0x8B, 0x40, 0x68,                                           // 06cf  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 06d3  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 06da  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 06dd  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 06e4  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 06e7  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 06ee  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 06f1  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 06f8  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 06fb  mov          [rax + 0x68], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x04,                                           // 06ff  imul         rdx, 4
        0x48, 0x01, 0x50, 0x58,                                           // 0703  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x04,                                     // 0707  sub          [rax + 0x70], 4
        0xE9, 0x9A, 0xF9, 0xFF, 0xFF,                                     // 070c  jmp          0xab

        // Fewer than 4 rows in all: one at a time. Block of 1 row x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0711  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 0715  mov          rdx, [rax + 8]
        0x4C, 0x8B, 0x40, 0x10,                                           // 0719  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 071d  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0721  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 0725  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 0729  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 072f  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 0733  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 0736  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 073a  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0740  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x10,                                           // 0744  mov          r8, [rax + 0x10]
        0x62, 0xF1, 0x6D, 0x48, 0xEF, 0xD2,                               // 0748  vpxord       zmm2, zmm2, zmm2
        0x62, 0xF1, 0x65, 0x48, 0xEF, 0xDB,                               // 074e  vpxord       zmm3, zmm3, zmm3
        0x62, 0xF1, 0x5D, 0x48, 0xEF, 0xE4,                               // 0754  vpxord       zmm4, zmm4, zmm4
        0x62, 0xF1, 0x55, 0x48, 0xEF, 0xED,                               // 075a  vpxord       zmm5, zmm5, zmm5
        0x62, 0xF1, 0x4D, 0x48, 0xEF, 0xF6,                               // 0760  vpxord       zmm6, zmm6, zmm6
        0x62, 0xF1, 0x45, 0x48, 0xEF, 0xFF,                               // 0766  vpxord       zmm7, zmm7, zmm7
        0x49, 0x83, 0xEB, 0x04,                                           // 076c  sub          r11, 4
        0x0F, 0x82, 0x99, 0x00, 0x00, 0x00,                               // 0770  jb           0x80f

        // Loop over four quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0776  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 077c  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0783  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0786  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 078c  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0792  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0798  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 079e  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07a5  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x01,                         // 07a8  vpbroadcastd zmm30, [rbx + 4]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 07af  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 07b5  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 07bb  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 07c1  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07c8  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x02,                         // 07cb  vpbroadcastd zmm30, [rbx + 8]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 07d2  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 07d8  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 07de  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 07e4  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 07eb  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x03,                         // 07ee  vpbroadcastd zmm30, [rbx + 0xc]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 07f5  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 07fb  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x10,                                           // 0801  add          rbx, 0x10
        0x49, 0x83, 0xEB, 0x04,                                           // 0805  sub          r11, 4
        0x0F, 0x83, 0x67, 0xFF, 0xFF, 0xFF,                               // 0809  jae          0x776
        0x49, 0x83, 0xC3, 0x04,                                           // 080f  add          r11, 4
        0x74, 0x2B,                                                       // 0813  je           0x840

        // The quads that remain.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0815  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 081b  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0822  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0825  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 082b  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0831  vpdpbusd     zmm1, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 0837  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 083b  dec          r11
        0x75, 0xD5,                                                       // 083e  jne          0x815

        // Sum of the four turns.
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC4,                               // 0840  vpaddd       zmm0, zmm0, zmm4
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCD,                               // 0846  vpaddd       zmm1, zmm1, zmm5
        0x62, 0xF1, 0x6D, 0x48, 0xFE, 0xD6,                               // 084c  vpaddd       zmm2, zmm2, zmm6
        0x62, 0xF1, 0x65, 0x48, 0xFE, 0xDF,                               // 0852  vpaddd       zmm3, zmm3, zmm7
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC2,                               // 0858  vpaddd       zmm0, zmm0, zmm2
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCB,                               // 085e  vpaddd       zmm1, zmm1, zmm3

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 0864  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 0868  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 086c  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 0872  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0875  test         r9, r9
        0x74, 0x0E,                                                       // 0878  je           0x888
        0x4C, 0x8B, 0x40, 0x68,                                           // 087a  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 087e  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0885  add          r8, r11
        0x4C, 0x89, 0x40, 0x68,                                           // 0888  mov          [rax + 0x68], r8

        // On to the next rows.
        0x48, 0x6B, 0xD2, 0x01,                                           // 088c  imul         rdx, 1
        0x48, 0x01, 0x50, 0x58,                                           // 0890  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x01,                                     // 0894  sub          [rax + 0x70], 1
        0xE9, 0x0D, 0xF8, 0xFF, 0xFF,                                     // 0899  jmp          0xab

        // The next pair of vectors.
        0x4E, 0x8D, 0x04, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 089e  lea          r8, [r9*2]
        0x4C, 0x01, 0x40, 0x10,                                           // 08a6  add          [rax + 0x10], r8
        0x48, 0x81, 0x40, 0x38, 0x80, 0x00, 0x00, 0x00,                   // 08aa  add          [rax + 0x38], 0x80
        0x48, 0x81, 0x40, 0x30, 0x80, 0x00, 0x00, 0x00,                   // 08b2  add          [rax + 0x30], 0x80
        0x48, 0x83, 0x68, 0x50, 0x02,                                     // 08ba  sub          [rax + 0x50], 2
        0x0F, 0x87, 0xB6, 0xF7, 0xFF, 0xFF,                               // 08bf  ja           0x7b

        // Exit.
        0xC5, 0xF8, 0x10, 0xB0, 0xB8, 0x00, 0x00, 0x00,                   // 08c5  vmovups      xmm6, [rax + 0xb8]
        0xC5, 0xF8, 0x10, 0xB8, 0xC8, 0x00, 0x00, 0x00,                   // 08cd  vmovups      xmm7, [rax + 0xc8]
        0xC5, 0x78, 0x10, 0x80, 0xD8, 0x00, 0x00, 0x00,                   // 08d5  vmovups      xmm8, [rax + 0xd8]
        0xC5, 0x78, 0x10, 0x88, 0xE8, 0x00, 0x00, 0x00,                   // 08dd  vmovups      xmm9, [rax + 0xe8]
        0xC5, 0x78, 0x10, 0x90, 0xF8, 0x00, 0x00, 0x00,                   // 08e5  vmovups      xmm10, [rax + 0xf8]
        0xC5, 0x78, 0x10, 0x98, 0x08, 0x01, 0x00, 0x00,                   // 08ed  vmovups      xmm11, [rax + 0x108]
        0xC5, 0x78, 0x10, 0xA0, 0x18, 0x01, 0x00, 0x00,                   // 08f5  vmovups      xmm12, [rax + 0x118]
        0xC5, 0x78, 0x10, 0xA8, 0x28, 0x01, 0x00, 0x00,                   // 08fd  vmovups      xmm13, [rax + 0x128]
        0xC5, 0x78, 0x10, 0xB0, 0x38, 0x01, 0x00, 0x00,                   // 0905  vmovups      xmm14, [rax + 0x138]
        0xC5, 0x78, 0x10, 0xB8, 0x48, 0x01, 0x00, 0x00,                   // 090d  vmovups      xmm15, [rax + 0x148]
        0x48, 0x8B, 0x98, 0x90, 0x00, 0x00, 0x00,                         // 0915  mov          rbx, [rax + 0x90]
        0x48, 0x8B, 0xB0, 0x98, 0x00, 0x00, 0x00,                         // 091c  mov          rsi, [rax + 0x98]
        0x48, 0x8B, 0xB8, 0xA0, 0x00, 0x00, 0x00,                         // 0923  mov          rdi, [rax + 0xa0]
        0x4C, 0x8B, 0xA0, 0xA8, 0x00, 0x00, 0x00,                         // 092a  mov          r12, [rax + 0xa8]
        0x4C, 0x8B, 0xA8, 0xB0, 0x00, 0x00, 0x00,                         // 0931  mov          r13, [rax + 0xb0]
        0xC5, 0xF8, 0x77,                                                 // 0938  vzeroupper
        0xC3,                                                             // 093b  ret
    ];
}
