#pragma once
// Which worker does what, on a folder that all workers of a batch see (a local disk, NFS, Lustre): no lock service.
//
// A claim is a folder with one file in it, made under a name of its own and renamed to its place. Renaming a folder
// onto one that is not empty fails on every POSIX file system, so of all workers that try exactly one succeeds. The
// file is named after a token that is never used twice. Its owner writes to it every quarter of the expiry time; a
// claim whose file is older belongs to a worker that is dead, and the next one removes that very file (by its token,
// so that never a newer claim is removed by mistake) and renames its own folder to the place.
//
// Ages are differences of two times of the same file system, not of clocks of machines. A worker that was suspended
// for longer than the expiry time notices with held() that its claim has gone to another one.
//
// Metadata operations: 5 for a claim and its release, 1 for each renewal.

#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tw::batch {

// What stands in a claim's file, for people who ask for the status.
struct ClaimNote {
    std::string worker; // "node7:4711"
    std::string text;   // any one line, as the owner set it last
};

class Claim
{
public:
    Claim(Claim&&) noexcept;
    Claim& operator=(Claim&&) noexcept;
    ~Claim(); // releases

    // Writes the note, so that the claim does not expire for a while. Any thread. False: it was lost, or the folder
    // cannot be written.
    bool renew(const std::string& text);
    // Whether no other worker has taken it over.
    bool held() const;
    void release();

private:
    friend class ClaimFolder;
    struct Body;
    explicit Claim(std::unique_ptr<Body> body);
    std::unique_ptr<Body> m_body;
};

class ClaimFolder
{
public:
    // `worker` is one word for people. The folder is made when it is not there.
    ClaimFolder(std::filesystem::path folder, std::string worker, std::chrono::milliseconds expiry);

    // Nothing: a living worker has it. Errors: Io.
    Result<std::optional<Claim>> acquire(const std::string& name) const;

    struct Seen {
        std::string name;
        ClaimNote note;
        double ageSeconds = 0; // since it was renewed, by this machine's clock
        bool expired = false;
    };
    // Claims there are now, in no order. An absent folder holds none. Errors: Io.
    Result<std::vector<Seen>> list() const;
    // Removes what workers left that died while they made a claim. Errors: none; what cannot be removed stays.
    void clean() const;

    std::chrono::milliseconds expiry() const { return m_expiry; }
    const std::string& worker() const { return m_worker; }

private:
    std::filesystem::path m_folder;
    std::string m_worker;
    std::chrono::milliseconds m_expiry;
};

// "node7:4711-5f2c": machine, process and a few random digits.
std::string workerName();

} // namespace tw::batch
