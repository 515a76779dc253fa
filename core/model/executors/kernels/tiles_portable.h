// (private to the kernels) The same eight tile registers in plain code: tests of the convolution over tiles on
// processors without AMX. Slow, never chosen for work. Values are as the unit's: float32 sums over pairs of bfloat16,
// row by row.

struct PortableTiles {
    static inline void configure(const TileShapes& shapes) { state().shapes = shapes; }
    static inline void release() {}

    template <int kTile>
    static inline void load(const void* from, std::ptrdiff_t rowBytes)
    {
        const TileShapes& shapes = state().shapes;
        for (int row = 0; row < shapes.rows[kTile]; ++row) {
            __builtin_memcpy(state().bytes[kTile][row], static_cast<const char*>(from) + row * rowBytes,
                             static_cast<std::size_t>(shapes.rowBytes[kTile]));
        }
    }
    template <int kTile>
    static inline void store(void* to, std::ptrdiff_t rowBytes)
    {
        const TileShapes& shapes = state().shapes;
        for (int row = 0; row < shapes.rows[kTile]; ++row) {
            __builtin_memcpy(static_cast<char*>(to) + row * rowBytes, state().bytes[kTile][row],
                             static_cast<std::size_t>(shapes.rowBytes[kTile]));
        }
    }
    template <int kSums, int kPixels, int kWeights>
    static inline void multiply()
    {
        State& s = state();
        for (int m = 0; m < s.shapes.rows[kSums]; ++m) {
            for (int k = 0; k < s.shapes.rowBytes[kPixels] / 4; ++k) {
                for (int n = 0; n < s.shapes.rowBytes[kSums] / 4; ++n) {
                    float sum;
                    __builtin_memcpy(&sum, s.bytes[kSums][m] + 4 * n, sizeof sum);
                    for (int i = 0; i < 2; ++i) {
                        sum +=
                            number(s.bytes[kPixels][m] + 4 * k + 2 * i) * number(s.bytes[kWeights][k] + 4 * n + 2 * i);
                    }
                    __builtin_memcpy(s.bytes[kSums][m] + 4 * n, &sum, sizeof sum);
                }
            }
        }
    }

private:
    struct State {
        TileShapes shapes;
        char bytes[kTileCount][16][64];
    };
    static inline State& state()
    {
        static thread_local State tiles{};
        return tiles;
    }
    static inline float number(const char* from)
    {
        Bf16 bits;
        __builtin_memcpy(&bits, from, sizeof bits);
        const std::uint32_t wide = static_cast<std::uint32_t>(bits) << 16;
        float value;
        __builtin_memcpy(&value, &wide, sizeof value);
        return value;
    }
};
