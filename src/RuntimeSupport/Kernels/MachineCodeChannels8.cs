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
        0x48, 0x83, 0x78, 0x70, 0x0E,                                     // 008e  cmp          [rax + 0x70], 0xe
        0x0F, 0x82, 0x40, 0x03, 0x00, 0x00,                               // 0093  jb           0x3d9

        // Block of 14 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0099  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 009d  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 00a1  lea          rsi, [rdx + rdx*2]
        0x48, 0x8D, 0x3C, 0x92,                                           // 00a5  lea          rdi, [rdx + rdx*4]
        0x48, 0x8D, 0x0C, 0x96,                                           // 00a9  lea          rcx, [rsi + rdx*4]
        0x48, 0x01, 0xD9,                                                 // 00ad  add          rcx, rbx
        0x4C, 0x8B, 0x40, 0x10,                                           // 00b0  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 00b4  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00b8  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 00bc  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 00c0  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 00c6  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 00ca  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 00cd  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 00d1  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 00d7  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 00db  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 00e1  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 00e7  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 00ed  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 00f3  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 00f9  vmovdqa64    zmm7, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC0,                               // 00ff  vmovdqa64    zmm8, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xC9,                               // 0105  vmovdqa64    zmm9, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD0,                               // 010b  vmovdqa64    zmm10, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xD9,                               // 0111  vmovdqa64    zmm11, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE0,                               // 0117  vmovdqa64    zmm12, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xE9,                               // 011d  vmovdqa64    zmm13, zmm1
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF0,                               // 0123  vmovdqa64    zmm14, zmm0
        0x62, 0x71, 0xFD, 0x48, 0x6F, 0xF9,                               // 0129  vmovdqa64    zmm15, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC0,                               // 012f  vmovdqa64    zmm16, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xC9,                               // 0135  vmovdqa64    zmm17, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD0,                               // 013b  vmovdqa64    zmm18, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xD9,                               // 0141  vmovdqa64    zmm19, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0147  vmovdqa64    zmm20, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xE9,                               // 014d  vmovdqa64    zmm21, zmm1
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0153  vmovdqa64    zmm22, zmm0
        0x62, 0xE1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0159  vmovdqa64    zmm23, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC0,                               // 015f  vmovdqa64    zmm24, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xC9,                               // 0165  vmovdqa64    zmm25, zmm1
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD0,                               // 016b  vmovdqa64    zmm26, zmm0
        0x62, 0x61, 0xFD, 0x48, 0x6F, 0xD9,                               // 0171  vmovdqa64    zmm27, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 0177  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 017b  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0181  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0188  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 018b  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 0191  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0197  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 019d  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 01a4  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 01aa  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 01b0  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 01b7  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 01bd  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 01c3  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 01ca  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 01d0  vpdpbusd     zmm7, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x93,                         // 01d6  vpbroadcastd zmm30, [rbx + rdx*4]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xC4,                               // 01dd  vpdpbusd     zmm8, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xCD,                               // 01e3  vpdpbusd     zmm9, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x3B,                         // 01e9  vpbroadcastd zmm30, [rbx + rdi]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xD4,                               // 01f0  vpdpbusd     zmm10, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xDD,                               // 01f6  vpdpbusd     zmm11, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x73,                         // 01fc  vpbroadcastd zmm30, [rbx + rsi*2]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xE4,                               // 0203  vpdpbusd     zmm12, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xED,                               // 0209  vpdpbusd     zmm13, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x31,                               // 020f  vpbroadcastd zmm30, [rcx]
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xF4,                               // 0215  vpdpbusd     zmm14, zmm30, zmm28
        0x62, 0x12, 0x0D, 0x40, 0x50, 0xFD,                               // 021b  vpdpbusd     zmm15, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xD3,                         // 0221  vpbroadcastd zmm30, [rbx + rdx*8]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xC4,                               // 0228  vpdpbusd     zmm16, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xCD,                               // 022e  vpdpbusd     zmm17, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x51,                         // 0234  vpbroadcastd zmm30, [rcx + rdx*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xD4,                               // 023b  vpdpbusd     zmm18, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xDD,                               // 0241  vpdpbusd     zmm19, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x7B,                         // 0247  vpbroadcastd zmm30, [rbx + rdi*2]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xE4,                               // 024e  vpdpbusd     zmm20, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xED,                               // 0254  vpdpbusd     zmm21, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x91,                         // 025a  vpbroadcastd zmm30, [rcx + rdx*4]
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xF4,                               // 0261  vpdpbusd     zmm22, zmm30, zmm28
        0x62, 0x82, 0x0D, 0x40, 0x50, 0xFD,                               // 0267  vpdpbusd     zmm23, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0xB3,                         // 026d  vpbroadcastd zmm30, [rbx + rsi*4]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xC4,                               // 0274  vpdpbusd     zmm24, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xCD,                               // 027a  vpdpbusd     zmm25, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x71,                         // 0280  vpbroadcastd zmm30, [rcx + rsi*2]
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xD4,                               // 0287  vpdpbusd     zmm26, zmm30, zmm28
        0x62, 0x02, 0x0D, 0x40, 0x50, 0xDD,                               // 028d  vpdpbusd     zmm27, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 0293  add          rbx, 4
        0x48, 0x83, 0xC1, 0x04,                                           // 0297  add          rcx, 4
        0x49, 0xFF, 0xCB,                                                 // 029b  dec          r11
        0x0F, 0x85, 0xD7, 0xFE, 0xFF, 0xFF,                               // 029e  jne          0x17b

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 02a4  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 02a8  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 02ac  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 02b2  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 02b5  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 02bb  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 02be  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 02c4  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 02c7  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 02cd  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x00,                               // 02d0  vmovdqu32    [r8], zmm8
        0x4D, 0x01, 0xD8,                                                 // 02d6  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x10,                               // 02d9  vmovdqu32    [r8], zmm10
        0x4D, 0x01, 0xD8,                                                 // 02df  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x20,                               // 02e2  vmovdqu32    [r8], zmm12
        0x4D, 0x01, 0xD8,                                                 // 02e8  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x30,                               // 02eb  vmovdqu32    [r8], zmm14
        0x4D, 0x01, 0xD8,                                                 // 02f1  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x00,                               // 02f4  vmovdqu32    [r8], zmm16
        0x4D, 0x01, 0xD8,                                                 // 02fa  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x10,                               // 02fd  vmovdqu32    [r8], zmm18
        0x4D, 0x01, 0xD8,                                                 // 0303  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x20,                               // 0306  vmovdqu32    [r8], zmm20
        0x4D, 0x01, 0xD8,                                                 // 030c  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x30,                               // 030f  vmovdqu32    [r8], zmm22
        0x4D, 0x01, 0xD8,                                                 // 0315  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x00,                               // 0318  vmovdqu32    [r8], zmm24
        0x4D, 0x01, 0xD8,                                                 // 031e  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x10,                               // 0321  vmovdqu32    [r8], zmm26
        0x4D, 0x01, 0xD8,                                                 // 0327  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 032a  test         r9, r9
        0x0F, 0x84, 0x90, 0x00, 0x00, 0x00,                               // 032d  je           0x3c3
        0x4C, 0x8B, 0x40, 0x68,                                           // 0333  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0337  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 033e  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0341  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 0348  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 034b  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 0352  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0355  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 035c  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 035f  vmovdqu32    [r8 + 0x40], zmm9
        0x4D, 0x01, 0xD8,                                                 // 0366  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0369  vmovdqu32    [r8 + 0x40], zmm11
        0x4D, 0x01, 0xD8,                                                 // 0370  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 0373  vmovdqu32    [r8 + 0x40], zmm13
        0x4D, 0x01, 0xD8,                                                 // 037a  add          r8, r11
        0x62, 0x51, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 037d  vmovdqu32    [r8 + 0x40], zmm15
        0x4D, 0x01, 0xD8,                                                 // 0384  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 0387  vmovdqu32    [r8 + 0x40], zmm17
        0x4D, 0x01, 0xD8,                                                 // 038e  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0391  vmovdqu32    [r8 + 0x40], zmm19
        0x4D, 0x01, 0xD8,                                                 // 0398  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 039b  vmovdqu32    [r8 + 0x40], zmm21
        0x4D, 0x01, 0xD8,                                                 // 03a2  add          r8, r11
        0x62, 0xC1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 03a5  vmovdqu32    [r8 + 0x40], zmm23
        0x4D, 0x01, 0xD8,                                                 // 03ac  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 03af  vmovdqu32    [r8 + 0x40], zmm25
        0x4D, 0x01, 0xD8,                                                 // 03b6  add          r8, r11
        0x62, 0x41, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 03b9  vmovdqu32    [r8 + 0x40], zmm27
        0x4D, 0x01, 0xD8,                                                 // 03c0  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 03c3  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x0E,                                           // 03c7  imul         rdx, 0xe
        0x48, 0x01, 0x50, 0x58,                                           // 03cb  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x0E,                                     // 03cf  sub          [rax + 0x70], 0xe
        0xE9, 0xB5, 0xFC, 0xFF, 0xFF,                                     // 03d4  jmp          0x8e

        // Fewer than 14 rows remain: blocks of 4, the last of them moved back over rows that are done, which gives the same again.
        0x48, 0x8B, 0x48, 0x70,                                           // 03d9  mov          rcx, [rax + 0x70]
        0x48, 0x85, 0xC9,                                                 // 03dd  test         rcx, rcx
        0x0F, 0x84, 0xF0, 0x02, 0x00, 0x00,                               // 03e0  je           0x6d6
        0x48, 0x83, 0x78, 0x48, 0x04,                                     // 03e6  cmp          [rax + 0x48], 4
        0x0F, 0x82, 0x58, 0x01, 0x00, 0x00,                               // 03eb  jb           0x549
        0x48, 0x83, 0xE9, 0x04,                                           // 03f1  sub          rcx, 4
        0x73, 0x1C,                                                       // 03f5  jae          0x413
        0x48, 0x29, 0x48, 0x70,                                           // 03f7  sub          [rax + 0x70], rcx
        0x4C, 0x8B, 0x40, 0x08,                                           // 03fb  mov          r8, [rax + 8]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 03ff  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x58,                                           // 0403  add          [rax + 0x58], r8
        0x4C, 0x8B, 0x40, 0x40,                                           // 0407  mov          r8, [rax + 0x40]
        0x4C, 0x0F, 0xAF, 0xC1,                                           // 040b  imul         r8, rcx
        0x4C, 0x01, 0x40, 0x68,                                           // 040f  add          [rax + 0x68], r8

        // Block of 4 rows x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0413  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 0417  mov          rdx, [rax + 8]
        0x48, 0x8D, 0x34, 0x52,                                           // 041b  lea          rsi, [rdx + rdx*2]
        0x4C, 0x8B, 0x40, 0x10,                                           // 041f  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0423  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0427  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 042b  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 042f  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 0435  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 0439  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 043c  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 0440  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0446  mov          r11, [rax + 0x28]
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD0,                               // 044a  vmovdqa64    zmm2, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xD9,                               // 0450  vmovdqa64    zmm3, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE0,                               // 0456  vmovdqa64    zmm4, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xE9,                               // 045c  vmovdqa64    zmm5, zmm1
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF0,                               // 0462  vmovdqa64    zmm6, zmm0
        0x62, 0xF1, 0xFD, 0x48, 0x6F, 0xF9,                               // 0468  vmovdqa64    zmm7, zmm1
        0x4C, 0x8B, 0x40, 0x10,                                           // 046e  mov          r8, [rax + 0x10]

        // Loop over quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0472  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0478  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 047f  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 0482  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 0488  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 048e  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x13,                         // 0494  vpbroadcastd zmm30, [rbx + rdx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 049b  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 04a1  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x53,                         // 04a7  vpbroadcastd zmm30, [rbx + rdx*2]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 04ae  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 04b4  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x34, 0x33,                         // 04ba  vpbroadcastd zmm30, [rbx + rsi]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 04c1  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 04c7  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 04cd  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 04d1  dec          r11
        0x75, 0x9C,                                                       // 04d4  jne          0x472

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 04d6  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 04da  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 04de  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 04e4  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x10,                               // 04e7  vmovdqu32    [r8], zmm2
        0x4D, 0x01, 0xD8,                                                 // 04ed  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x20,                               // 04f0  vmovdqu32    [r8], zmm4
        0x4D, 0x01, 0xD8,                                                 // 04f6  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x30,                               // 04f9  vmovdqu32    [r8], zmm6
        0x4D, 0x01, 0xD8,                                                 // 04ff  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 0502  test         r9, r9
        0x74, 0x2C,                                                       // 0505  je           0x533
        0x4C, 0x8B, 0x40, 0x68,                                           // 0507  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 050b  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 0512  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x58, 0x01,                         // 0515  vmovdqu32    [r8 + 0x40], zmm3
        0x4D, 0x01, 0xD8,                                                 // 051c  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x68, 0x01,                         // 051f  vmovdqu32    [r8 + 0x40], zmm5
        0x4D, 0x01, 0xD8,                                                 // 0526  add          r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x78, 0x01,                         // 0529  vmovdqu32    [r8 + 0x40], zmm7
        0x4D, 0x01, 0xD8,                                                 // 0530  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 0533  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x04,                                           // 0537  imul         rdx, 4
        0x48, 0x01, 0x50, 0x58,                                           // 053b  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x04,                                     // 053f  sub          [rax + 0x70], 4
        0xE9, 0x45, 0xFB, 0xFF, 0xFF,                                     // 0544  jmp          0x8e

        // Fewer than 4 rows in all: one at a time. Block of 1 row x 2 vectors.
        0x48, 0x8B, 0x58, 0x58,                                           // 0549  mov          rbx, [rax + 0x58]
        0x48, 0x8B, 0x50, 0x08,                                           // 054d  mov          rdx, [rax + 8]
        0x4C, 0x8B, 0x40, 0x10,                                           // 0551  mov          r8, [rax + 0x10]
        0x4C, 0x8B, 0x50, 0x20,                                           // 0555  mov          r10, [rax + 0x20]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0559  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x30,                                           // 055d  mov          r8, [rax + 0x30]
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x00,                               // 0561  vmovdqu32    zmm0, [r8]
        0x4D, 0x8D, 0x58, 0x40,                                           // 0567  lea          r11, [r8 + 0x40]
        0x4D, 0x85, 0xC9,                                                 // 056b  test         r9, r9
        0x4D, 0x0F, 0x45, 0xC3,                                           // 056e  cmovne       r8, r11
        0x62, 0xD1, 0x7E, 0x48, 0x6F, 0x08,                               // 0572  vmovdqu32    zmm1, [r8]
        0x4C, 0x8B, 0x58, 0x28,                                           // 0578  mov          r11, [rax + 0x28]
        0x4C, 0x8B, 0x40, 0x10,                                           // 057c  mov          r8, [rax + 0x10]
        0x62, 0xF1, 0x6D, 0x48, 0xEF, 0xD2,                               // 0580  vpxord       zmm2, zmm2, zmm2
        0x62, 0xF1, 0x65, 0x48, 0xEF, 0xDB,                               // 0586  vpxord       zmm3, zmm3, zmm3
        0x62, 0xF1, 0x5D, 0x48, 0xEF, 0xE4,                               // 058c  vpxord       zmm4, zmm4, zmm4
        0x62, 0xF1, 0x55, 0x48, 0xEF, 0xED,                               // 0592  vpxord       zmm5, zmm5, zmm5
        0x62, 0xF1, 0x4D, 0x48, 0xEF, 0xF6,                               // 0598  vpxord       zmm6, zmm6, zmm6
        0x62, 0xF1, 0x45, 0x48, 0xEF, 0xFF,                               // 059e  vpxord       zmm7, zmm7, zmm7
        0x49, 0x83, 0xEB, 0x04,                                           // 05a4  sub          r11, 4
        0x0F, 0x82, 0x99, 0x00, 0x00, 0x00,                               // 05a8  jb           0x647

        // Loop over four quads of k.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05ae  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05b4  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 05bb  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 05be  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 05c4  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 05ca  vpdpbusd     zmm1, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05d0  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05d6  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 05dd  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x01,                         // 05e0  vpbroadcastd zmm30, [rbx + 4]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xD4,                               // 05e7  vpdpbusd     zmm2, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xDD,                               // 05ed  vpdpbusd     zmm3, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 05f3  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 05f9  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0600  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x02,                         // 0603  vpbroadcastd zmm30, [rbx + 8]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xE4,                               // 060a  vpdpbusd     zmm4, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xED,                               // 0610  vpdpbusd     zmm5, zmm30, zmm29
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 0616  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 061c  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 0623  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x73, 0x03,                         // 0626  vpbroadcastd zmm30, [rbx + 0xc]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xF4,                               // 062d  vpdpbusd     zmm6, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xFD,                               // 0633  vpdpbusd     zmm7, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x10,                                           // 0639  add          rbx, 0x10
        0x49, 0x83, 0xEB, 0x04,                                           // 063d  sub          r11, 4
        0x0F, 0x83, 0x67, 0xFF, 0xFF, 0xFF,                               // 0641  jae          0x5ae
        0x49, 0x83, 0xC3, 0x04,                                           // 0647  add          r11, 4
        0x74, 0x2B,                                                       // 064b  je           0x678

        // The quads that remain.
        0x62, 0x41, 0x7E, 0x48, 0x6F, 0x20,                               // 064d  vmovdqu32    zmm28, [r8]
        0x62, 0x01, 0x7E, 0x48, 0x6F, 0x2C, 0x08,                         // 0653  vmovdqu32    zmm29, [r8 + r9]
        0x4D, 0x01, 0xD0,                                                 // 065a  add          r8, r10
        0x62, 0x62, 0x7D, 0x48, 0x58, 0x33,                               // 065d  vpbroadcastd zmm30, [rbx]
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xC4,                               // 0663  vpdpbusd     zmm0, zmm30, zmm28
        0x62, 0x92, 0x0D, 0x40, 0x50, 0xCD,                               // 0669  vpdpbusd     zmm1, zmm30, zmm29
        0x48, 0x83, 0xC3, 0x04,                                           // 066f  add          rbx, 4
        0x49, 0xFF, 0xCB,                                                 // 0673  dec          r11
        0x75, 0xD5,                                                       // 0676  jne          0x64d

        // Sum of the four turns.
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC4,                               // 0678  vpaddd       zmm0, zmm0, zmm4
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCD,                               // 067e  vpaddd       zmm1, zmm1, zmm5
        0x62, 0xF1, 0x6D, 0x48, 0xFE, 0xD6,                               // 0684  vpaddd       zmm2, zmm2, zmm6
        0x62, 0xF1, 0x65, 0x48, 0xFE, 0xDF,                               // 068a  vpaddd       zmm3, zmm3, zmm7
        0x62, 0xF1, 0x7D, 0x48, 0xFE, 0xC2,                               // 0690  vpaddd       zmm0, zmm0, zmm2
        0x62, 0xF1, 0x75, 0x48, 0xFE, 0xCB,                               // 0696  vpaddd       zmm1, zmm1, zmm3

        // Results of the first vector, and of the second where there is one.
        0x4C, 0x8B, 0x40, 0x68,                                           // 069c  mov          r8, [rax + 0x68]
        0x4C, 0x8B, 0x58, 0x40,                                           // 06a0  mov          r11, [rax + 0x40]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x00,                               // 06a4  vmovdqu32    [r8], zmm0
        0x4D, 0x01, 0xD8,                                                 // 06aa  add          r8, r11
        0x4D, 0x85, 0xC9,                                                 // 06ad  test         r9, r9
        0x74, 0x0E,                                                       // 06b0  je           0x6c0
        0x4C, 0x8B, 0x40, 0x68,                                           // 06b2  mov          r8, [rax + 0x68]
        0x62, 0xD1, 0x7E, 0x48, 0x7F, 0x48, 0x01,                         // 06b6  vmovdqu32    [r8 + 0x40], zmm1
        0x4D, 0x01, 0xD8,                                                 // 06bd  add          r8, r11

        // On to the next rows.
        0x4C, 0x89, 0x40, 0x68,                                           // 06c0  mov          [rax + 0x68], r8
        0x48, 0x6B, 0xD2, 0x01,                                           // 06c4  imul         rdx, 1
        0x48, 0x01, 0x50, 0x58,                                           // 06c8  add          [rax + 0x58], rdx
        0x48, 0x83, 0x68, 0x70, 0x01,                                     // 06cc  sub          [rax + 0x70], 1
        0xE9, 0xB8, 0xF9, 0xFF, 0xFF,                                     // 06d1  jmp          0x8e

        // The next pair of vectors.
        0x4E, 0x8D, 0x04, 0x4D, 0x00, 0x00, 0x00, 0x00,                   // 06d6  lea          r8, [r9*2]
        0x4C, 0x01, 0x40, 0x10,                                           // 06de  add          [rax + 0x10], r8
        0x48, 0x81, 0x40, 0x38, 0x80, 0x00, 0x00, 0x00,                   // 06e2  add          [rax + 0x38], 0x80
        0x48, 0x81, 0x40, 0x30, 0x80, 0x00, 0x00, 0x00,                   // 06ea  add          [rax + 0x30], 0x80
        0x48, 0x83, 0x68, 0x50, 0x02,                                     // 06f2  sub          [rax + 0x50], 2
        0x0F, 0x87, 0x6D, 0xF9, 0xFF, 0xFF,                               // 06f7  ja           0x6a

        // Exit.
        0xC5, 0xF8, 0x10, 0xB0, 0x90, 0x00, 0x00, 0x00,                   // 06fd  vmovups      xmm6, [rax + 0x90]
        0xC5, 0xF8, 0x10, 0xB8, 0xA0, 0x00, 0x00, 0x00,                   // 0705  vmovups      xmm7, [rax + 0xa0]
        0xC5, 0x78, 0x10, 0x80, 0xB0, 0x00, 0x00, 0x00,                   // 070d  vmovups      xmm8, [rax + 0xb0]
        0xC5, 0x78, 0x10, 0x88, 0xC0, 0x00, 0x00, 0x00,                   // 0715  vmovups      xmm9, [rax + 0xc0]
        0xC5, 0x78, 0x10, 0x90, 0xD0, 0x00, 0x00, 0x00,                   // 071d  vmovups      xmm10, [rax + 0xd0]
        0xC5, 0x78, 0x10, 0x98, 0xE0, 0x00, 0x00, 0x00,                   // 0725  vmovups      xmm11, [rax + 0xe0]
        0xC5, 0x78, 0x10, 0xA0, 0xF0, 0x00, 0x00, 0x00,                   // 072d  vmovups      xmm12, [rax + 0xf0]
        0xC5, 0x78, 0x10, 0xA8, 0x00, 0x01, 0x00, 0x00,                   // 0735  vmovups      xmm13, [rax + 0x100]
        0xC5, 0x78, 0x10, 0xB0, 0x10, 0x01, 0x00, 0x00,                   // 073d  vmovups      xmm14, [rax + 0x110]
        0xC5, 0x78, 0x10, 0xB8, 0x20, 0x01, 0x00, 0x00,                   // 0745  vmovups      xmm15, [rax + 0x120]
        0x48, 0x8B, 0x58, 0x78,                                           // 074d  mov          rbx, [rax + 0x78]
        0x48, 0x8B, 0xB0, 0x80, 0x00, 0x00, 0x00,                         // 0751  mov          rsi, [rax + 0x80]
        0x48, 0x8B, 0xB8, 0x88, 0x00, 0x00, 0x00,                         // 0758  mov          rdi, [rax + 0x88]
        0xC5, 0xF8, 0x77,                                                 // 075f  vzeroupper
        0xC3,                                                             // 0762  ret
    ];
}
