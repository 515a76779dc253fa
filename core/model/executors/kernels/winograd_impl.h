// (private to the kernels) Winograd's transforms for float32, in terms of Reg. Included like kernels_impl.h, behind it.
//
// Points 0, 1, -1, 2, -2, infinity:
//   inputs   B'dB, B' = [4 0 -5 0 1 0; 0 -4 -4 1 1 0; 0 4 -4 -1 1 0; 0 -2 -1 2 1 0; 0 2 -1 -2 1 0; 0 4 0 -5 0 1]
//   outputs  A'mA, A' = [1 1 1 1 1 0; 0 1 -1 2 -2 0; 0 1 1 4 4 0; 0 1 -1 8 -8 1]
// Rounding grows about tenfold over the plain sum, to some 1e-5 of the largest value.

// Six values, `step` registers apart, times B'.
static inline void timesB(const Reg* in, int inStep, Reg* out, int outStep)
{
    const Reg d0 = in[0];
    const Reg d1 = in[inStep];
    const Reg d2 = in[2 * inStep];
    const Reg d3 = in[3 * inStep];
    const Reg d4 = in[4 * inStep];
    const Reg d5 = in[5 * inStep];
    const Reg two = spread(2.0F);
    const Reg four = spread(4.0F);
    const Reg five = spread(5.0F);
    const Reg even = negatedMultiplyAdd(four, d2, d4); // d4 - 4 d2
    const Reg odd = negatedMultiplyAdd(four, d1, d3);  // d3 - 4 d1
    const Reg evenHalf = subtract(d4, d2);
    const Reg oddHalf = multiply(two, subtract(d3, d1));
    out[0] = multiplyAdd(four, d0, negatedMultiplyAdd(five, d2, d4));
    out[outStep] = add(even, odd);
    out[2 * outStep] = subtract(even, odd);
    out[3 * outStep] = add(evenHalf, oddHalf);
    out[4 * outStep] = subtract(evenHalf, oddHalf);
    out[5 * outStep] = multiplyAdd(four, d1, negatedMultiplyAdd(five, d3, d5));
}

// Six values times A': four.
static inline void timesA(const Reg* in, int inStep, Reg* out, int outStep)
{
    const Reg sum1 = add(in[inStep], in[2 * inStep]);
    const Reg difference1 = subtract(in[inStep], in[2 * inStep]);
    const Reg sum2 = add(in[3 * inStep], in[4 * inStep]);
    const Reg difference2 = subtract(in[3 * inStep], in[4 * inStep]);
    out[0] = add(add(in[0], sum1), sum2);
    out[outStep] = multiplyAdd(spread(2.0F), difference2, difference1);
    out[2 * outStep] = multiplyAdd(spread(4.0F), sum2, sum1);
    out[3 * outStep] = add(multiplyAdd(spread(8.0F), difference2, difference1), in[5 * inStep]);
}

// Where a tile's 6 x 6 inputs lie; copied into `patch` with zeros where they reach beyond the border of the map.
static inline Pixels<const float> tileInputs(const WinogradArgs& a, const Pixels<const float>& in, int y, int x,
                                             float* patch)
{
    if (y + 4 <= a.height && x + 4 <= a.width) {
        return {in.data + (y - 1) * in.row + (x - 1) * in.pixel, in.pixel, in.row};
    }
    for (int v = 0; v < 6; ++v) {
        for (int u = 0; u < 6; ++u) {
            const bool inside = y - 1 + v <= a.height && x - 1 + u <= a.width; // the border included
            const float* from = in.data + (y - 1 + v) * in.row + (x - 1 + u) * in.pixel;
            for (int c = 0; c < a.channels; c += kLanes) {
                store(patch + (v * 6 + u) * a.channels + c, inside ? load(from + c) : zero());
            }
        }
    }
    return {patch, a.channels, static_cast<std::ptrdiff_t>(6) * a.channels};
}

static void winogradInput(const WinogradArgs& a, const Pixels<const float>& in, float* patch, float* values)
{
    for (int tile = a.tileBegin; tile < a.tileEnd; ++tile) {
        const Pixels<const float> from = tileInputs(a, in, tile / a.tilesAcross * 4, tile % a.tilesAcross * 4, patch);
        float* to = values + static_cast<std::ptrdiff_t>(tile - a.tileBegin) * a.channels;
        for (int c = 0; c < a.channels; c += kLanes) {
            Reg half[36]; // columns done
            for (int u = 0; u < 6; ++u) {
                Reg column[6];
                for (int v = 0; v < 6; ++v) {
                    column[v] = load(from.data + v * from.row + u * from.pixel + c);
                }
                timesB(column, 1, half + u, 6);
            }
            for (int v = 0; v < 6; ++v) {
                Reg row[6];
                timesB(half + 6 * v, 1, row, 1);
                for (int u = 0; u < 6; ++u) {
                    store(to + (6 * v + u) * a.plane + c, row[u]);
                }
            }
        }
    }
}

// The 4 x 4 sums of one tile and one vector of channels.
static inline void tileOutputs(const float* values, std::ptrdiff_t plane, Reg bias, Reg (&out)[16])
{
    Reg half[24]; // columns done: 4 x 6
    for (int u = 0; u < 6; ++u) {
        Reg column[6];
        for (int v = 0; v < 6; ++v) {
            column[v] = load(values + (6 * v + u) * plane);
        }
        timesA(column, 1, half + u, 6);
    }
    for (int v = 0; v < 4; ++v) {
        timesA(half + 6 * v, 1, out + 4 * v, 1);
        for (int u = 0; u < 4; ++u) {
            out[4 * v + u] = add(out[4 * v + u], bias);
        }
    }
}

static inline Reg finishOutput(const ConvArgs<float>& conv, Reg x, int y, int column, int channel)
{
    if (conv.before.data != nullptr) {
        x = add(x, load(conv.before.at(y, column) + channel));
    }
    return activate<FloatStorage>(x, conv.activation);
}

static inline void storeTileOutputs(const WinogradArgs& a, const float* values, const ConvArgs<float>& conv, int y0,
                                    int x0)
{
    const int rows = a.height - y0 < 4 ? a.height - y0 : 4;
    const int columns = a.width - x0 < 4 ? a.width - x0 : 4;
    for (int c = 0; c < a.channels; c += kLanes) {
        Reg out[16];
        tileOutputs(values + c, a.plane, load(conv.bias + c), out);
        const Pixels<float>& group = conv.out[c / kChannelGroup];
        for (int v = 0; v < rows; ++v) {
            for (int u = 0; u < columns; ++u) {
                store(group.at(y0 + v, x0 + u) + c % kChannelGroup,
                      finishOutput(conv, out[4 * v + u], y0 + v, x0 + u, c));
            }
        }
    }
}

static inline void dotTileOutputs(const WinogradArgs& a, const float* values, const ConvArgs<float>& conv, int y0,
                                  int x0)
{
    for (int i = 0; i < conv.dotCount; ++i) {
        Reg sums[16];
        for (Reg& s : sums) {
            s = zero();
        }
        for (int c = 0; c < a.channels; c += kLanes) {
            Reg out[16];
            tileOutputs(values + c, a.plane, load(conv.bias + c), out);
            const Reg vector = load(conv.dot + static_cast<std::ptrdiff_t>(i) * conv.channels + c);
            for (int k = 0; k < 16; ++k) {
                sums[k] = multiplyAdd(finishOutput(conv, out[k], y0, x0, c), vector, sums[k]);
            }
        }
        for (int k = 0; k < 16; ++k) {
            if (y0 + k / 4 < a.height && x0 + k % 4 < a.width) {
                *(conv.dotOut.at(y0 + k / 4, x0 + k % 4) + i * conv.dotPlane) += sum(sums[k]);
            }
        }
    }
}

static void winogradOutput(const WinogradArgs& a, const float* values, const ConvArgs<float>& conv)
{
    for (int tile = a.tileBegin; tile < a.tileEnd; ++tile) {
        const float* from = values + static_cast<std::ptrdiff_t>(tile - a.tileBegin) * a.channels;
        const int y = tile / a.tilesAcross * 4;
        const int x = tile % a.tilesAcross * 4;
        if (conv.dot != nullptr) {
            dotTileOutputs(a, from, conv, y, x);
        } else {
            storeTileOutputs(a, from, conv, y, x);
        }
    }
}

static Table<float> withWinograd(Table<float> table)
{
    table.winogradInput = winogradInput;
    table.winogradOutput = winogradOutput;
    return table;
}
