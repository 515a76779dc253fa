// (private to the kernels) SiLU for maps in bfloat16, which round to 4e-3 of a value: x sigmoid(x) = max(x, 0) - b(|x|)
// with the bump b(a) = a / (1 + e^a), as a polynomial of degree 2 in each of 32 pieces, looked up instead of computed
// from an exponential and a reciprocal. Piece i is the stretch around i / kBumpPieces; there is no bump in the last
// one.
//
// Error below 6e-5, from |x| = 9.8 on below 5.3e-4; x / 2 + x^2 / 4 around zero. Nodes: Chebyshev's of each piece.

static constexpr int kBumpTable = 32;
static constexpr float kBumpEnd = 10.0F;
static constexpr float kBumpPieces = 3.1F; // to one unit of x
// Adding it to a number below 2^22 rounds to a whole one, in the lowest bits.
static constexpr float kToWholeBits = 12582912.0F; // 1.5 * 2^23
alignas(64) static constexpr float kBump[3][kBumpTable] = {
    {0.0F,        0.00052955043F, 0.0089817296F, 0.039690751F, 0.10194126F,  0.19242216F,  0.29708763F,  0.39839065F,
     0.48191326F, 0.53947866F,    0.56905793F,   0.57304059F,  0.55621531F,  0.52415293F,  0.48217012F,  0.43479529F,
     0.38558252F, 0.33713089F,    0.29120586F,   0.24889725F,  0.21077734F,  0.17704136F,  0.14762371F,  0.12228951F,
     0.10070371F, 0.082481552F,   0.067223796F,  0.054540319F, 0.044064893F, 0.035463548F, 0.028438387F, 0.0F},
    {0.5F,           0.49485021F,    0.46099113F,    0.38539422F,   0.27520153F,   0.15029989F,   0.031937866F,
     -0.065068783F,  -0.13442855F,   -0.17664735F,   -0.19610417F,  -0.19854787F,  -0.18952638F,  -0.17364531F,
     -0.15436943F,   -0.13410842F,   -0.11441456F,   -0.096198069F, -0.079917031F, -0.065728287F, -0.053599657F,
     -0.043389408F,  -0.034900238F,  -0.027914415F,  -0.022215549F, -0.017601133F, -0.013888964F, -0.010919598F,
     -0.0085563777F, -0.0066840554F, -0.0052066922F, 0.0F},
    {-0.25F,         -0.23697908F,   -0.20278969F,   -0.15611309F,  -0.10726604F,   -0.064117735F,  -0.03063229F,
     -0.0073980432F, 0.0070066435F,  0.014749545F,   0.017949699F,  0.018324099F,   0.017114648F,   0.015147846F,
     0.012935027F,   0.010768531F,   0.0087980997F,  0.0070857436F, 0.0056426844F,  0.0044530175F,  0.003488222F,
     0.0027156471F,  0.002103181F,   0.0016215821F,  0.0012454286F, 0.00095329028F, 0.00072749304F, 0.0005536962F,
     0.000420409F,   0.00031851565F, 0.00024084292F, 0.0F},
};
