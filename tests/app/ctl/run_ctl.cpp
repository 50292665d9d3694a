// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/run_ctl.h"

#include <array>
#include <condition_variable>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace haberdash::test {

namespace {

struct Pipe {
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("no pipe");
        }
    }

    ~Pipe() {
        closeEnd(0);
        closeEnd(1);
    }

    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    void closeEnd(const std::size_t end) {
        if (ends[end] >= 0) {
            close(ends[end]);
            ends[end] = -1;
        }
    }

    std::array<int, 2> ends{-1, -1};
};

class Child {
  public:
    explicit Child(const std::vector<std::string>& words) {
        std::vector<std::string> all{HABERDASHCTL_PATH};
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char*> pointers;
        for (std::string& word : all) {
            pointers.push_back(word.data());
        }
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input.ends[0], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output.ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, errors.ends[1], STDERR_FILENO);
        const int failure =
            posix_spawn(&process, HABERDASHCTL_PATH, &actions, nullptr, pointers.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failure != 0) {
            throw std::runtime_error("haberdashctl does not start");
        }
        input.closeEnd(0);
        output.closeEnd(1);
        errors.closeEnd(1);
    }

    // Reads both streams to their ends; calls `watch` after each piece.
    template <class Watch>
    Outcome finish(Watch watch) {
        Outcome outcome;
        std::array<pollfd, 2> streams{pollfd{output.ends[0], POLLIN, 0},
                                      pollfd{errors.ends[0], POLLIN, 0}};
        std::array<std::string*, 2> texts{&outcome.out, &outcome.err};
        while (streams[0].fd >= 0 || streams[1].fd >= 0) {
            poll(streams.data(), streams.size(), -1);
            for (std::size_t index = 0; index < streams.size(); ++index) {
                readPiece(streams[index], *texts[index]);
            }
            watch(outcome);
        }
        int status = 0;
        waitpid(process, &status, 0);
        outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return outcome;
    }

    Pipe input;
    Pipe output;
    Pipe errors;
    pid_t process = 0;

  private:
    static void readPiece(pollfd& stream, std::string& text) {
        if (stream.fd < 0 || stream.revents == 0) {
            return;
        }
        std::array<char, 65536> block{};
        const ssize_t size = read(stream.fd, block.data(), block.size());
        if (size <= 0) {
            stream.fd = -1;
            return;
        }
        text.append(block.data(), static_cast<std::size_t>(size));
    }
};

}  // namespace

Outcome runCtl(const std::vector<std::string>& words, const std::string& input) {
    Child child(words);
    std::size_t written = 0;
    while (written < input.size()) {
        const ssize_t size =
            write(child.input.ends[1], input.data() + written, input.size() - written);
        if (size <= 0) {
            break;
        }
        written += static_cast<std::size_t>(size);
    }
    child.input.closeEnd(1);
    return child.finish([](const Outcome&) {});
}

Stopped stopCtl(const std::vector<std::string>& words, const std::string& sign, const int signal) {
    Child child(words);
    child.input.closeEnd(1);
    Stopped stopped;
    std::chrono::steady_clock::time_point sent;
    stopped.outcome = child.finish([&](const Outcome& outcome) {
        if (!stopped.wasSeen && outcome.err.find(sign) != std::string::npos) {
            stopped.wasSeen = true;
            sent = std::chrono::steady_clock::now();
            kill(child.process, signal);
        }
    });
    stopped.untilEnd = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - sent);
    return stopped;
}

Outcome killCtl(const std::vector<std::string>& words, const std::chrono::milliseconds delay) {
    Child child(words);
    child.input.closeEnd(1);
    std::mutex mutex;
    std::condition_variable ended;
    bool isOver = false;
    std::jthread killer([&] {
        std::unique_lock lock(mutex);
        // Not waited for yet, so that the number still belongs to the child.
        if (!ended.wait_for(lock, delay, [&] { return isOver; })) {
            kill(child.process, SIGKILL);
        }
    });
    const Outcome outcome = child.finish([](const Outcome&) {});
    const std::lock_guard lock(mutex);
    isOver = true;
    ended.notify_all();
    return outcome;
}

ScratchFolder::ScratchFolder(const std::string& name)
    : folder_(std::filesystem::temp_directory_path() /
              ("haberdash-" + name + "-" + std::to_string(getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace haberdash::test
