// The program that tst_storage_kill kills: goes on with a scripted session where the project file says it stopped,
// writes the number of every step that is in the file to stdout, and never ends by itself.
//   storage_victim PROJECT SEED

#include "core/base/number_text.h"
#include "core/storage/project_store.h"
#include "tests/core/storage/scripted_run.h"

#include <cstdio>
#include <filesystem>
#include <thread>

using namespace tw;

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    const std::filesystem::path path = argv[1];
    const auto seed = static_cast<std::uint64_t>(toInteger(argv[2]).value());
    storage::ProjectContent content;
    std::unique_ptr<storage::ProjectStore> store;
    if (std::filesystem::exists(path)) {
        auto opened = storage::ProjectStore::open(path);
        if (!opened || !opened->content.notes.empty()) {
            std::fprintf(stderr, "%s\n", opened ? opened->content.notes[0].c_str() : opened.error().message().c_str());
            return 1;
        }
        content = opened->content;
        store = std::move(opened->store);
    } else {
        auto created = storage::ProjectStore::create(path, content);
        if (!created) {
            std::fprintf(stderr, "%s\n", created.error().message().c_str());
            return 1;
        }
        store = *std::move(created);
    }
    annotation::Document document(content.document);
    annotation::History history(document);
    history.restore(content.steps, content.position);
    const Subscription keeping = history.observe([&](const annotation::Change& change) { store->append(change); });
    test::ScriptedRun script(history, document, seed);

    int index = static_cast<int>(toInteger(content.settings["steps"]).value_or(0));
    for (;; ++index) {
        script.step(index);
        if (index % 3 == 0)
            store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(index));
        store->putSetting("steps", std::to_string(index + 1));
        if (index % 4 == 0) { // some steps are under way when the next begins
            if (!store->flush())
                return 1;
            std::printf("%d\n", index + 1);
            std::fflush(stdout);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(300)); // a very fast person
    }
}
