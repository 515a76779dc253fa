// (private to the kernels) The tile unit of AMX: eight registers of up to 16 rows x 64 bytes. Included inside a
// namespace of one translation unit. A register's number is part of the instruction, hence the templates; g++ 12's
// intrinsics take literals only, hence the assembly.
//
// Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 1, chapter 18.

struct AmxTiles {
    static inline void configure(const TileShapes& shapes)
    {
        struct alignas(64) Config {
            std::uint8_t palette = 1;
            std::uint8_t startRow = 0;
            std::uint8_t reserved[14] = {};
            std::uint16_t rowBytes[16] = {};
            std::uint8_t rows[16] = {};
        } config;
        for (int i = 0; i < kTileCount; ++i) {
            config.rowBytes[i] = static_cast<std::uint16_t>(shapes.rowBytes[i]);
            config.rows[i] = static_cast<std::uint8_t>(shapes.rows[i]);
        }
        __asm__ volatile("ldtilecfg %0" ::"m"(config));
    }
    static inline void release() { __asm__ volatile("tilerelease" ::: "memory"); }

    template <int kTile>
    static inline void load(const void* from, std::ptrdiff_t rowBytes)
    {
        __asm__ volatile("tileloadd (%0,%1,1), %%tmm%c2" ::"r"(from), "r"(rowBytes), "i"(kTile) : "memory");
    }
    template <int kTile>
    static inline void store(void* to, std::ptrdiff_t rowBytes)
    {
        __asm__ volatile("tilestored %%tmm%c2, (%0,%1,1)" ::"r"(to), "r"(rowBytes), "i"(kTile) : "memory");
    }
    // sums += pixels x weights, pairs of bfloat16 summed in float32
    template <int kSums, int kPixels, int kWeights>
    static inline void multiply()
    {
        __asm__ volatile("tdpbf16ps %%tmm%c2, %%tmm%c1, %%tmm%c0" ::"i"(kSums), "i"(kPixels), "i"(kWeights));
    }
};
