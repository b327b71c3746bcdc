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
        0x4C, 0x8B, 0x40, 0x48,                                           // 0085  mov          r8, [rax + 0x48]
        0x4C, 0x89, 0x40, 0x70,                                           // 0089  mov          [rax + 0x70], r8
        0x4C, 0x8B, 0x00,                                                 // 008d  mov          r8, [rax]
        0x4C, 0x89, 0x40, 0x58,                                           // 0090  mov          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x38,                                           // 0094  mov          r8, [rax + 0x38]
        0x4C, 0x89, 0x40, 0x68,                                           // 0098  mov          [rax + 0x68], r8
        0x4C, 0x8B, 0x40, 0x30,                                           // 009c  mov          r8, [rax + 0x30]
        0x4C, 0x89, 0x40, 0x60,                                           // 00a0  mov          [rax + 0x60], r8
        0x48, 0x83, 0x78, 0x70, 0x0E,                                     // 00a4  cmp          [rax + 0x70], 0xe
        0x0F, 0x82, 0x43, 0x03, 0x00, 0x00,                               // 00a9  jb           0x3f2

        // Block of 14 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 00af  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 00b3  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 00b7  lea          rsi, [rdx + rdx*2]
        0x48, 0x8D, 0x3C, 0x92,                                           // 00bb  lea          rdi, [rdx + rdx*4]
        0x48, 0x8D, 0x0C, 0x96,                                           // 00bf  lea          rcx, [rsi + rdx*4]
        0x48, 0x01, 0xD9,                                                 // 00c3  add          rcx, rbx
        0x4C, 0x8B, 0x40, 0x10,                                           // 00c6  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 00ca  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00ce  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 00d2  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 00d6  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 00dc  vmovdqa64    zmm1, zmm0
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x50, 0x01,                         // 00e2  vpbroadcastd zmm2, [r8 + 4]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xDA,                               // 00e9  vmovdqa64    zmm3, zmm2
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x60, 0x02,                         // 00ef  vpbroadcastd zmm4, [r8 + 8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xEC,                               // 00f6  vmovdqa64    zmm5, zmm4
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x70, 0x03,                         // 00fc  vpbroadcastd zmm6, [r8 + 0xc]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xFE,                               // 0103  vmovdqa64    zmm7, zmm6
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x40, 0x04,                         // 0109  vpbroadcastd zmm8, [r8 + 0x10]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xC8,                               // 0110  vmovdqa64    zmm9, zmm8
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x50, 0x05,                         // 0116  vpbroadcastd zmm10, [r8 + 0x14]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xDA,                               // 011d  vmovdqa64    zmm11, zmm10
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x60, 0x06,                         // 0123  vpbroadcastd zmm12, [r8 + 0x18]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xEC,                               // 012a  vmovdqa64    zmm13, zmm12
        0x62, 0x52, 0x7D, 0x48, 0x58, 0x70, 0x07,                         // 0130  vpbroadcastd zmm14, [r8 + 0x1c]
        0x62, 0x51, 0xFD, 0x48, 0x6F, 0xFE,                               // 0137  vmovdqa64    zmm15, zmm14
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x40, 0x08,                         // 013d  vpbroadcastd zmm16, [r8 + 0x20]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0144  vmovdqa64    zmm17, zmm16
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x50, 0x09,                         // 014a  vpbroadcastd zmm18, [r8 + 0x24]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xDA,                               // 0151  vmovdqa64    zmm19, zmm18
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x60, 0x0A,                         // 0157  vpbroadcastd zmm20, [r8 + 0x28]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xEC,                               // 015e  vmovdqa64    zmm21, zmm20
        0x62, 0xC2, 0x7D, 0x48, 0x58, 0x70, 0x0B,                         // 0164  vpbroadcastd zmm22, [r8 + 0x2c]
        0x62, 0xA1, 0xFD, 0x48, 0x6F, 0xFE,                               // 016b  vmovdqa64    zmm23, zmm22
        0x62, 0x42, 0x7D, 0x48, 0x58, 0x40, 0x0C,                         // 0171  vpbroadcastd zmm24, [r8 + 0x30]
        0x62, 0x01, 0xFD, 0x48, 0x6F, 0xC8,                               // 0178  vmovdqa64    zmm25, zmm24
        0x62, 0x42, 0x7D, 0x48, 0x58, 0x50, 0x0D,                         // 017e  vpbroadcastd zmm26, [r8 + 0x34]
        0x62, 0x01, 0xFD, 0x48, 0x6F, 0xDA,                               // 0185  vmovdqa64    zmm27, zmm26
        0x4C, 0x8B, 0x40, 0x10,                                           // 018b  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 018f  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0195  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 019c  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 019f  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 01a5  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 01ab  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 01b1  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 01b8  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 01be  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 01c4  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 01cb  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 01d1  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 01d7  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 01de  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 01e4  vpdpbusd     zmm7, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 01ea  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xC6,                               // 01f1  vpdpbusd     zmm8, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xCE,                               // 01f7  vpdpbusd     zmm9, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 01fd  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xD6,                               // 0204  vpdpbusd     zmm10, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xDE,                               // 020a  vpdpbusd     zmm11, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 0210  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xE6,                               // 0217  vpdpbusd     zmm12, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xEE,                               // 021d  vpdpbusd     zmm13, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 0223  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x1D, 0x40, 0x50, 0xF6,                               // 0229  vpdpbusd     zmm14, zmm28, zmm30
        0x62, 0x12, 0x15, 0x40, 0x50, 0xFE,                               // 022f  vpdpbusd     zmm15, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 0235  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xC6,                               // 023c  vpdpbusd     zmm16, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xCE,                               // 0242  vpdpbusd     zmm17, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 0248  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xD6,                               // 024f  vpdpbusd     zmm18, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xDE,                               // 0255  vpdpbusd     zmm19, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 025b  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xE6,                               // 0262  vpdpbusd     zmm20, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xEE,                               // 0268  vpdpbusd     zmm21, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 026e  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x1D, 0x40, 0x50, 0xF6,                               // 0275  vpdpbusd     zmm22, zmm28, zmm30
        0x62, 0x82, 0x15, 0x40, 0x50, 0xFE,                               // 027b  vpdpbusd     zmm23, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 0281  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xC6,                               // 0288  vpdpbusd     zmm24, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xCE,                               // 028e  vpdpbusd     zmm25, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 0294  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x1D, 0x40, 0x50, 0xD6,                               // 029b  vpdpbusd     zmm26, zmm28, zmm30
        0x62, 0x02, 0x15, 0x40, 0x50, 0xDE,                               // 02a1  vpdpbusd     zmm27, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 02a7  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 02ab  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 02af  dec          r11
        0x0F, 0x85, 0xD7, 0xFE, 0xFF, 0xFF,                               // 02b2  jne          0x18f

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 02b8  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 02bc  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 02c0  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 02c6  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 02c9  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 02cf  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 02d2  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 02d8  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 02db  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 02e1  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x00,                               // 02e4  vmovdqu32    [r8], zmm8
        0x4D, 0x01, 0xD8,                                                 // 02ea  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x10,                               // 02ed  vmovdqu32    [r8], zmm10
        0x4D, 0x01, 0xD8,                                                 // 02f3  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x20,                               // 02f6  vmovdqu32    [r8], zmm12
        0x4D, 0x01, 0xD8,                                                 // 02fc  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x30,                               // 02ff  vmovdqu32    [r8], zmm14
        0x4D, 0x01, 0xD8,                                                 // 0305  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x00,                               // 0308  vmovdqu32    [r8], zmm16
        0x4D, 0x01, 0xD8,                                                 // 030e  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x10,                               // 0311  vmovdqu32    [r8], zmm18
        0x4D, 0x01, 0xD8,                                                 // 0317  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x20,                               // 031a  vmovdqu32    [r8], zmm20
        0x4D, 0x01, 0xD8,                                                 // 0320  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x30,                               // 0323  vmovdqu32    [r8], zmm22
        0x4D, 0x01, 0xD8,                                                 // 0329  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x00,                               // 032c  vmovdqu32    [r8], zmm24
        0x4D, 0x01, 0xD8,                                                 // 0332  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x10,                               // 0335  vmovdqu32    [r8], zmm26
        0x4D, 0x01, 0xD8,                                                 // 033b  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 033e  test         r9, r9
        0x0F, 0x84, 0x90, 0x00, 0x00, 0x00,                               // 0341  je           0x3d7
        0x4C, 0x8B, 0x40, 0x68,                                           // 0347  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 034b  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0352  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0355  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 035c  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 035f  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 0366  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0369  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0370  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0373  vmovdqu32    [r8 + 0x40], zmm9
        0x4D, 0x01, 0xD8,                                                 // 037a  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 037d  vmovdqu32    [r8 + 0x40], zmm11
        0x4D, 0x01, 0xD8,                                                 // 0384  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0387  vmovdqu32    [r8 + 0x40], zmm13
        0x4D, 0x01, 0xD8,                                                 // 038e  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0391  vmovdqu32    [r8 + 0x40], zmm15
        0x4D, 0x01, 0xD8,                                                 // 0398  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 039b  vmovdqu32    [r8 + 0x40], zmm17
        0x4D, 0x01, 0xD8,                                                 // 03a2  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03a5  vmovdqu32    [r8 + 0x40], zmm19
        0x4D, 0x01, 0xD8,                                                 // 03ac  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 03af  vmovdqu32    [r8 + 0x40], zmm21
        0x4D, 0x01, 0xD8,                                                 // 03b6  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 03b9  vmovdqu32    [r8 + 0x40], zmm23
        0x4D, 0x01, 0xD8,                                                 // 03c0  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03c3  vmovdqu32    [r8 + 0x40], zmm25
        0x4D, 0x01, 0xD8,                                                 // 03ca  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03cd  vmovdqu32    [r8 + 0x40], zmm27
        0x4D, 0x01, 0xD8,                                                 // 03d4  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 03d7  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x0E,                                           // 03db  imul         rdx, 0xe
        0x48, 0x01, 0x50, 0x58,                                           // 03df  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x38,                                     // 03e3  add          [rax + 0x60], 0x38
        0x48, 0x83, 0x68, 0x70, 0x0E,                                     // 03e8  sub          [rax + 0x70], 0xe
        0xE9, 0xB2, 0xFC, 0xFF, 0xFF,                                     // 03ed  jmp          0xa4

        // Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.
        0x48, 0x8B, 0x48, 0x70,                                           // 03f2  mov          rcx, [rax + 0x70]
        0x48, 0x85, 0xC9,                                                 // 03f6  test         rcx, rcx
        0x0F, 0x84, 0xE7, 0x02, 0x00, 0x00,                               // 03f9  je           0x6e6
        0x48, 0x83, 0x78, 0x48, 0x04,                                     // 03ff  cmp          [rax + 0x48], 4
        0x0F, 0x82, 0x59, 0x01, 0x00, 0x00,                               // 0404  jb           0x563
        0x48, 0x83, 0xE9, 0x04,                                           // 040a  sub          rcx, 4
        0x73, 0x24,                                                       // 040e  jae          0x434
        0x48, 0x29, 0x48, 0x70,                                           // 0410  sub          [rax + 0x70], rcx
        0x4C, 0x8B, 0x40, 0x08,                                           // 0414  mov          r8, [rax + 8]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 0418  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x58,                                           // 041c  add          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x40,                                           // 0420  mov          r8, [rax + 0x40]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 0424  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x68,                                           // 0428  add          [rax + 0x68], r8
        0x48, 0xC1, 0xE1, 0x02,                                           // 042c  shl          rcx, 2
        0x48, 0x01, 0x48, 0x60,                                           // 0430  add          [rax + 0x60], rcx

        // Block of 4 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0434  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 0438  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 043c  lea          rsi, [rdx + rdx*2]
        0x4C, 0x8B, 0x40, 0x10,                                           // 0440  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0444  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0448  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 044c  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 0450  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0456  vmovdqa64    zmm1, zmm0
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x50, 0x01,                         // 045c  vpbroadcastd zmm2, [r8 + 4]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xDA,                               // 0463  vmovdqa64    zmm3, zmm2
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x60, 0x02,                         // 0469  vpbroadcastd zmm4, [r8 + 8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xEC,                               // 0470  vmovdqa64    zmm5, zmm4
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x70, 0x03,                         // 0476  vpbroadcastd zmm6, [r8 + 0xc]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xFE,                               // 047d  vmovdqa64    zmm7, zmm6
        0x4C, 0x8B, 0x40, 0x10,                                           // 0483  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0487  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 048d  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0494  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0497  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 049d  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 04a3  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 04a9  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 04b0  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 04b6  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 04bc  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 04c3  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 04c9  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 04cf  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 04d6  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 04dc  vpdpbusd     zmm7, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 04e2  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 04e6  dec          r11
        0x75, 0x9C,                                                       // 04e9  jne          0x487

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 04eb  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 04ef  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 04f3  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 04f9  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 04fc  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 0502  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 0505  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 050b  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 050e  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 0514  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0517  test         r9, r9
        0x74, 0x2C,                                                       // 051a  je           0x548
        0x4C, 0x8B, 0x40, 0x68,                                           // 051c  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0520  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0527  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 052a  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 0531  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0534  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 053b  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 053e  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0545  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 0548  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x04,                                           // 054c  imul         rdx, 4
        0x48, 0x01, 0x50, 0x58,                                           // 0550  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x10,                                     // 0554  add          [rax + 0x60], 0x10
        0x48, 0x83, 0x68, 0x70, 0x04,                                     // 0559  sub          [rax + 0x70], 4
        0xE9, 0x41, 0xFB, 0xFF, 0xFF,                                     // 055e  jmp          0xa4

        // Fewer than 4 rows in all: one at a time. Block of 1 row x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0563  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 0567  mov          rdx, [rax + 8]
        0x4C, 0x8B, 0x40, 0x10,                                           // 056b  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 056f  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0573  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x60,                                           // 0577  mov          r8, [rax + 0x60]
        0x62, 0xD2, 0x7D, 0x48, 0x58, 0x00,                               // 057b  vpbroadcastd zmm0, [r8]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xC8,                               // 0581  vmovdqa64    zmm1, zmm0
        0x4C, 0x8B, 0x40, 0x10,                                           // 0587  mov          r8, [rax + 0x10]
        0x62, 0xF1, 0x6D, 0x48, 0xEF, 0xD2,                               // 058b  vpxord       zmm2, zmm2, zmm2
        0x62, 0xF1, 0x65, 0x48, 0xEF, 0xDB,                               // 0591  vpxord       zmm3, zmm3, zmm3
        0x62, 0xF1, 0x5D, 0x48, 0xEF, 0xE4,                               // 0597  vpxord       zmm4, zmm4, zmm4
        0x62, 0xF1, 0x55, 0x48, 0xEF, 0xED,                               // 059d  vpxord       zmm5, zmm5, zmm5
        0x62, 0xF1, 0x4D, 0x48, 0xEF, 0xF6,                               // 05a3  vpxord       zmm6, zmm6, zmm6
        0x62, 0xF1, 0x45, 0x48, 0xEF, 0xFF,                               // 05a9  vpxord       zmm7, zmm7, zmm7
        0x49, 0x83, 0xEB, 0x04,                                           // 05af  sub          r11, 4
        0x0F, 0x82, 0x99, 0x00, 0x00, 0x00,                               // 05b3  jb           0x652

        // Loop over four quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05b9  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05bf  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 05c6  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 05c9  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 05cf  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 05d5  vpdpbusd     zmm1, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05db  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05e1  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 05e8  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x01,                         // 05eb  vpbroadcastd zmm30, [rbx + 4]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xD6,                               // 05f2  vpdpbusd     zmm2, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xDE,                               // 05f8  vpdpbusd     zmm3, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05fe  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0604  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 060b  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x02,                         // 060e  vpbroadcastd zmm30, [rbx + 8]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xE6,                               // 0615  vpdpbusd     zmm4, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xEE,                               // 061b  vpdpbusd     zmm5, zmm29, zmm30
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0621  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0627  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 062e  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x03,                         // 0631  vpbroadcastd zmm30, [rbx + 0xc]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xF6,                               // 0638  vpdpbusd     zmm6, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xFE,                               // 063e  vpdpbusd     zmm7, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x10,                                           // 0644  add          rbx, 0x10
        0x49, 0x83, 0xEB, 0x04,                                           // 0648  sub          r11, 4
        0x0F, 0x83, 0x67, 0xFF, 0xFF, 0xFF,                               // 064c  jae          0x5b9
        0x49, 0x83, 0xC3, 0x04,                                           // 0652  add          r11, 4
        0x74, 0x2B,                                                       // 0656  je           0x683

        // The quads that remain.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0658  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 065e  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0665  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0668  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x1D, 0x40, 0x50, 0xC6,                               // 066e  vpdpbusd     zmm0, zmm28, zmm30
        0x62, 0x92, 0x15, 0x40, 0x50, 0xCE,                               // 0674  vpdpbusd     zmm1, zmm29, zmm30
        0x48, 0x83, 0xC3, 0x04,                                           // 067a  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 067e  dec          r11
        0x75, 0xD5,                                                       // 0681  jne          0x658

        // Sum of the four turns.
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC4,                               // 0683  vpaddd       zmm0, zmm0, zmm4
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCD,                               // 0689  vpaddd       zmm1, zmm1, zmm5
        0x62, 0xF1, 0x6D, 0x48, 0xFE, 0xD6,                               // 068f  vpaddd       zmm2, zmm2, zmm6
        0x62, 0xF1, 0x65, 0x48, 0xFE, 0xDF,                               // 0695  vpaddd       zmm3, zmm3, zmm7
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC2,                               // 069b  vpaddd       zmm0, zmm0, zmm2
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCB,                               // 06a1  vpaddd       zmm1, zmm1, zmm3

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 06a7  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 06ab  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 06af  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 06b5  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 06b8  test         r9, r9
        0x74, 0x0E,                                                       // 06bb  je           0x6cb
        0x4C, 0x8B, 0x40, 0x68,                                           // 06bd  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 06c1  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 06c8  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 06cb  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x01,                                           // 06cf  imul         rdx, 1
        0x48, 0x01, 0x50, 0x58,                                           // 06d3  add          [rax + 0x58], rdx
        0x48, 0x83, 0x40, 0x60, 0x04,                                     // 06d7  add          [rax + 0x60], 4
        0x48, 0x83, 0x68, 0x70, 0x01,                                     // 06dc  sub          [rax + 0x70], 1
        0xE9, 0xBE, 0xF9, 0xFF, 0xFF,                                     // 06e1  jmp          0xa4

        // The next pair of vectors.
        0x4E, 0x8D, 0x04, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 06e6  lea          r8, [r9*2]
        0x4C, 0x01, 0x40, 0x10,                                           // 06ee  add          [rax + 0x10], r8
        0x48, 0x81, 0x40, 0x38, 0x80, 0x00, 0x00, 0x00,                   // 06f2  add          [rax + 0x38], 0x80
        0x48, 0x83, 0x68, 0x50, 0x02,                                     // 06fa  sub          [rax + 0x50], 2
        0x0F, 0x87, 0x73, 0xF9, 0xFF, 0xFF,                               // 06ff  ja           0x78

        // Exit.
        0xC5, 0xF8, 0x10, 0xB0, 0xA0, 0x00, 0x00, 0x00,                   // 0705  vmovups      xmm6, [rax + 0xa0]
        0xC5, 0xF8, 0x10, 0xB8, 0xB0, 0x00, 0x00, 0x00,                   // 070d  vmovups      xmm7, [rax + 0xb0]
        0xC5, 0x78, 0x10, 0x80, 0xC0, 0x00, 0x00, 0x00,                   // 0715  vmovups      xmm8, [rax + 0xc0]
        0xC5, 0x78, 0x10, 0x88, 0xD0, 0x00, 0x00, 0x00,                   // 071d  vmovups      xmm9, [rax + 0xd0]
        0xC5, 0x78, 0x10, 0x90, 0xE0, 0x00, 0x00, 0x00,                   // 0725  vmovups      xmm10, [rax + 0xe0]
        0xC5, 0x78, 0x10, 0x98, 0xF0, 0x00, 0x00, 0x00,                   // 072d  vmovups      xmm11, [rax + 0xf0]
        0xC5, 0x78, 0x10, 0xA0, 0x00, 0x01, 0x00, 0x00,                   // 0735  vmovups      xmm12, [rax + 0x100]
        0xC5, 0x78, 0x10, 0xA8, 0x10, 0x01, 0x00, 0x00,                   // 073d  vmovups      xmm13, [rax + 0x110]
        0xC5, 0x78, 0x10, 0xB0, 0x20, 0x01, 0x00, 0x00,                   // 0745  vmovups      xmm14, [rax + 0x120]
        0xC5, 0x78, 0x10, 0xB8, 0x30, 0x01, 0x00, 0x00,                   // 074d  vmovups      xmm15, [rax + 0x130]
        0x48, 0x8B, 0x58, 0x78,                                           // 0755  mov          rbx, [rax + 0x78]
        0x48, 0x8B, 0xB0, 0x80, 0x00, 0x00, 0x00,                         // 0759  mov          rsi, [rax + 0x80]
        0x48, 0x8B, 0xB8, 0x88, 0x00, 0x00, 0x00,                         // 0760  mov          rdi, [rax + 0x88]
        0x4C, 0x8B, 0xA0, 0x90, 0x00, 0x00, 0x00,                         // 0767  mov          r12, [rax + 0x90]
        0x4C, 0x8B, 0xA8, 0x98, 0x00, 0x00, 0x00,                         // 076e  mov          r13, [rax + 0x98]
        0xC5, 0xF8, 0x77,                                                 // 0775  vzeroupper
        0xC3,                                                             // 0778  ret
    ];
}
