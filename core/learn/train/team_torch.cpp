// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/learn/train/team.h"

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <torch/torch.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace haberdash {

namespace {

constexpr auto kPatience = std::chrono::minutes(5);
constexpr auto kPause = std::chrono::milliseconds(100);

class Alone final : public Team {
  public:
    using Team::ofFirst;

    int rank() const noexcept override { return 0; }

    int size() const noexcept override { return 1; }

    void sum(std::span<float>) override {}

    void sum(std::span<double>) override {}

    void ofFirst(std::string&) override {}
};

/// How this process is called and where the first one listens.
struct Place {
    int rank = 0;
    int size = 1;
    std::string address;
    std::uint16_t port = 0;
};

std::int64_t numberIn(const char* const name, const std::int64_t least, const std::int64_t most) {
    const char* const text = std::getenv(name);
    const auto number = text != nullptr ? parseInteger(text) : std::nullopt;
    if (!number || *number < least || *number > most) {
        throw Error(ErrorKind::Input,
                    fmt::format("To train with several processes, {} must be a number from {} to "
                                "{}; torchrun sets it, with RANK, WORLD_SIZE, MASTER_ADDR and "
                                "MASTER_PORT.",
                                name,
                                least,
                                most));
    }
    return *number;
}

Place placeOfEnvironment() {
    const char* const address = std::getenv("MASTER_ADDR");
    Place place{.size = static_cast<int>(numberIn("WORLD_SIZE", 1, 1024)),
                .address = address != nullptr ? address : "127.0.0.1"};
    place.rank = static_cast<int>(numberIn("RANK", 0, place.size - 1));
    place.port = static_cast<std::uint16_t>(numberIn("MASTER_PORT", 1, 65535));
    return place;
}

// Over Gloo, which needs nothing but TCP. For processes on graphics cards ProcessGroupNCCL takes
// its place; nothing else would change.
class GlooTeam final : public Team {
  public:
    using Team::ofFirst;

    GlooTeam(const Place& place, const Monitor& monitor) : place_(place) {
        guarded([&] {
            const auto store = meet(place, monitor);
            auto how = c10d::ProcessGroupGloo::Options::create(kPatience);
            // The address under which the first one is reached, so that a team on one machine does
            // not leave it.
            how->devices.push_back(
                place.address == "127.0.0.1" || place.address == "localhost"
                    ? c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1")
                    : c10d::ProcessGroupGloo::createDefaultDevice());
            group_ =
                c10::make_intrusive<c10d::ProcessGroupGloo>(store, place.rank, place.size, how);
        });
    }

    int rank() const noexcept override { return place_.rank; }

    int size() const noexcept override { return place_.size; }

    void sum(const std::span<float> numbers) override { sumOver(numbers, torch::kFloat32); }

    void sum(const std::span<double> numbers) override { sumOver(numbers, torch::kFloat64); }

    void ofFirst(std::string& bytes) override {
        bytes.resize(static_cast<std::size_t>(Team::ofFirst(static_cast<double>(bytes.size()))));
        guarded([&] {
            std::vector<at::Tensor> tensors{torch::from_blob(
                bytes.data(), {static_cast<std::int64_t>(bytes.size())}, torch::kUInt8)};
            group_->broadcast(tensors)->wait();
        });
    }

  private:
    using Clock = std::chrono::steady_clock;

    // The store of the team, once all are there. LibTorch's own waiting cannot be cancelled.
    static c10::intrusive_ptr<c10d::TCPStore> meet(const Place& place, const Monitor& monitor) {
        const auto size = static_cast<std::size_t>(place.size);
        const Clock::time_point end = Clock::now() + kPatience;
        const auto wait = [&](const std::size_t there) {
            monitor.step("waiting for the other processes", there, size);
            if (Clock::now() > end) {
                throw std::runtime_error(fmt::format("{} of {} came", there, size));
            }
            std::this_thread::sleep_for(kPause);
        };
        auto store = connected(place);
        for (; !store; store = connected(place)) {
            wait(0);
        }
        auto there = store->add("there", 1);
        for (; there < place.size; there = store->add("there", 0)) {
            wait(static_cast<std::size_t>(there));
        }
        store->setTimeout(kPatience);
        return store;
    }

    // LibTorch would write a line about each time that it does not.
    static bool listens(const Place& place) {
        boost::asio::ip::tcp::iostream stream;
        stream.expires_after(std::chrono::seconds(1));
        stream.connect(place.address, std::to_string(place.port));
        return static_cast<bool>(stream);
    }

    // Nothing while the first process does not listen yet.
    static c10::intrusive_ptr<c10d::TCPStore> connected(const Place& place) {
        if (place.rank > 0 && !listens(place)) {
            return {};
        }
        c10d::TCPStoreOptions options;
        options.port = place.port;
        options.isServer = place.rank == 0;
        options.numWorkers = static_cast<std::size_t>(place.size);
        options.waitWorkers = false;
        options.timeout = std::chrono::seconds(1);
        try {
            return c10::make_intrusive<c10d::TCPStore>(place.address, options);
        } catch (const std::exception&) {
            if (place.rank == 0) {
                throw;  // the port is taken
            }
            return {};
        }
    }

    template <class Number>
    void sumOver(const std::span<Number> numbers, const torch::ScalarType type) {
        guarded([&] {
            std::vector<at::Tensor> tensors{torch::from_blob(
                numbers.data(), {static_cast<std::int64_t>(numbers.size())}, type)};
            group_->allreduce(tensors)->wait();
        });
    }

    template <class Call>
    void guarded(const Call& call) const {
        try {
            call();
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& exception) {
            throw Error(ErrorKind::Unavailable,
                        fmt::format("The {} processes of this training cannot reach each other at "
                                    "{}:{}, or one has ended; start all of them again, with "
                                    "--resume where there is a run ({}).",
                                    place_.size,
                                    place_.address,
                                    place_.port,
                                    std::string(exception.what()).substr(0, 200)));
        }
    }

    Place place_;
    c10::intrusive_ptr<c10d::ProcessGroupGloo> group_;
};

}  // namespace

std::unique_ptr<Team> teamOfEnvironment(const Monitor& monitor) {
    const char* const size = std::getenv("WORLD_SIZE");
    if (size == nullptr || *size == '\0') {
        return std::make_unique<Alone>();
    }
    const Place place = placeOfEnvironment();
    return place.size == 1 ? std::unique_ptr<Team>(std::make_unique<Alone>())
                           : std::make_unique<GlooTeam>(place, monitor);
}

}  // namespace haberdash
