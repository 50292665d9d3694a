// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/serve_fixture.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

// The pages (/ and /shop) in a real browser: headless Chromium, driven over WebDriver.

namespace haberdash::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* kDriver = "/usr/bin/chromedriver";

/// A browser with one page. Elements are asked by scripts, which answer with what they return.
class Browser {
  public:
    explicit Browser(const ScratchFolder& scratch) {
        const Child driver =
            started({kDriver, "--port=0", "--log-path=" + (scratch / "driver.log").string()});
        process_ = driver.process;
        output_ = driver.output;
        port_ = portFrom(output_);
        const Json capabilities = {{"alwaysMatch",
                                    {{"browserName", "chrome"},
                                     {"goog:chromeOptions",
                                      {{"args",
                                        {"--headless=new",
                                         "--no-sandbox",
                                         "--disable-gpu",
                                         "--disable-dev-shm-usage",
                                         "--user-data-dir=" + (scratch / "browser").string()}}}}}}};
        session_ = "/session/" + command("POST", "/session", {{"capabilities", capabilities}})
                                     .at("sessionId")
                                     .get<std::string>();
    }

    ~Browser() {
        RawConnection(port_).ask("DELETE", session_);
        kill(process_, SIGTERM);
        waitpid(process_, nullptr, 0);
        close(output_);
    }

    void open(const std::string& address) {
        command("POST", session_ + "/url", {{"url", address}});
    }

    Json script(const std::string& body) {
        return command(
            "POST", session_ + "/execute/sync", {{"script", body}, {"args", Json::array()}});
    }

    /// Asks until the script says true, half a minute at most.
    bool becomes(const std::string& body) {
        for (int turn = 0; turn < 300; ++turn) {
            if (script(body) == true) {
                return true;
            }
            std::this_thread::sleep_for(100ms);
        }
        return false;
    }

  private:
    // "ChromeDriver was started successfully on port 41234."
    static std::uint16_t portFrom(const int output) {
        std::string text;
        std::array<char, 256> buffer{};
        for (ssize_t size = 1;
             size > 0 && text.find("successfully on port ") == std::string::npos;) {
            size = read(output, buffer.data(), buffer.size());
            text.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
        }
        const std::size_t at = text.find("successfully on port ");
        return at == std::string::npos
                   ? std::uint16_t{0}
                   : static_cast<std::uint16_t>(std::atoi(text.c_str() + at + 21));
    }

    Json command(const std::string& method, const std::string& path, const Json& body) {
        RawConnection connection(port_);
        const HttpAnswer answer = connection.ask(method, path, body);
        const Json json = answer.json();
        if (answer.status != 200) {
            throw std::runtime_error("the browser refuses: " + answer.body.substr(0, 400));
        }
        return json.at("value");
    }

    pid_t process_ = 0;
    int output_ = -1;
    std::uint16_t port_ = 0;
    std::string session_;
};

class StorefrontTest : public ServeTest {};

constexpr const char* kPicks =
    "return [...document.querySelectorAll('#picks .tile, #picks > *')]"
    ".map((tile) => tile.textContent)";
constexpr const char* kAnswered = "Number(document.getElementById('picks').dataset.answered || 0)";

TEST_F(StorefrontTest, BrowsingAndClickingChangesWhatIsPicked) {
    if (access(kDriver, X_OK) != 0) {
        GTEST_SKIP() << "no browser is installed (Debian: chromium chromium-driver)";
    }
    const Served service({project.string(), "--run", kContent});
    Browser browser(*scratch);
    browser.open("http://127.0.0.1:" + std::to_string(service.port()) + "/shop");
    ASSERT_TRUE(browser.becomes(std::string("return ") + kAnswered +
                                " === 1 && document.querySelectorAll('#shelf button').length > 0"));
    const Json first = browser.script(kPicks);
    EXPECT_EQ(browser.script("return document.getElementById('because').textContent"),
              "what most people like, for a start");
    // Browse: another category fills the shelf with its own products alone.
    const Json total = browser.script("return document.getElementById('total').textContent");
    browser.script(
        "const list = document.getElementById('category'); list.selectedIndex = 1;"
        "document.querySelector('#find button').click();");
    ASSERT_TRUE(browser.becomes("return document.getElementById('total').textContent !== '" +
                                total.get<std::string>() + "'"));
    // Look at one of them, and put it into the cart.
    for (const char* const kind : {"view", "cart"}) {
        const Json answered = browser.script(std::string("return ") + kAnswered);
        browser.script(std::string("document.querySelector('#shelf button[data-kind=") + kind +
                       "]').click()");
        ASSERT_TRUE(browser.becomes(std::string("return ") + kAnswered + " > " + answered.dump()));
    }
    EXPECT_NE(browser.script(kPicks), first);
    EXPECT_EQ(browser.script("return document.getElementById('because').textContent"),
              "after what you looked at");
    EXPECT_EQ(browser.script("return document.getElementById('problem').hidden"), true);
}

TEST_F(StorefrontTest, FirstPageShowsTheServiceAtWork) {
    if (access(kDriver, X_OK) != 0) {
        GTEST_SKIP() << "no browser is installed (Debian: chromium chromium-driver)";
    }
    const Served service({project.string(), "--run", kContent});
    Browser browser(*scratch);
    browser.open("http://127.0.0.1:" + std::to_string(service.port()) + "/");
    ASSERT_TRUE(
        browser.becomes("return document.querySelectorAll('#ranking .product').length === 12 && "
                        "document.querySelectorAll('#similar .product').length === 12"));
    const auto text = [&](const std::string& id) {
        return browser.script("return document.getElementById('" + id + "').textContent")
            .get<std::string>();
    };
    EXPECT_NE(text("state").find("120 products"), std::string::npos) << text("state");
    EXPECT_NE(text("answered").find("nothing is known of this shopper"), std::string::npos);
    service.ask(
        "POST", "/v1/events", Json{{"user", "anna"}, {"item", "HD00001"}, {"kind", "like"}});
    const Json before = browser.script("return document.getElementById('ranking').textContent");
    browser.script(
        "document.getElementById('user').value = 'anna';"
        "document.querySelector('#ask button').click();");
    ASSERT_TRUE(browser.becomes("return document.getElementById('ranking').textContent !== " +
                                before.dump()));
    EXPECT_EQ(text("answered").find("nothing is known"), std::string::npos) << text("answered");
    EXPECT_EQ(browser.script("return document.getElementById('problem').hidden"), true);
}

}  // namespace
}  // namespace haberdash::test
