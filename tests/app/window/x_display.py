# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual X display with a keyboard and eyes: Xvfb, XTest and XGetImage, without packages."""

import ctypes
import ctypes.util
import os
import subprocess
import time
import zlib


class XImage(ctypes.Structure):
    _fields_ = [
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    ]


def load(name):
    """The library, or None where it is not installed."""
    path = ctypes.util.find_library(name)
    return ctypes.CDLL(path) if path else None


class Display:
    """One Xvfb of 1440 x 900 without a window manager."""

    WIDTH, HEIGHT = 1440, 900

    def __init__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.WIDTH}x{self.HEIGHT}x24"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        self.x, self.test = load("X11"), load("Xtst")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XGetImage.restype = ctypes.POINTER(XImage)
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self.handle = ctypes.c_void_p(self.x.XOpenDisplay(self.name.encode()))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.handle))
        # A window may go, or not be shown yet, between being seen and being asked for.
        self.ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(
            lambda display, error: 0
        )
        self.x.XSetErrorHandler(self.ignore)

    def close(self):
        self.server.kill()
        self.server.wait()

    def press(self, keys):
        """'ctrl+3', 'Left': down in order, up in reverse order."""
        names = {"ctrl": "Control_L", "shift": "Shift_L"}
        codes = [
            self.x.XKeysymToKeycode(
                self.handle,
                ctypes.c_ulong(self.x.XStringToKeysym(names.get(key, key).encode())),
            )
            for key in keys.split("+")
        ]
        for is_down, ordered in ((1, codes), (0, codes[::-1])):
            for code in ordered:
                self.test.XTestFakeKeyEvent(self.handle, code, is_down, ctypes.c_ulong(0))
        self.x.XFlush(self.handle)

    def focus_window(self):
        """Gives the keyboard to the largest window: there is no window manager to do it."""
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children = ctypes.POINTER(ctypes.c_ulong)()
        count = ctypes.c_uint()
        self.x.XQueryTree(
            self.handle,
            self.root,
            ctypes.byref(root),
            ctypes.byref(parent),
            ctypes.byref(children),
            ctypes.byref(count),
        )
        best, most = None, 0
        for child in children[: count.value]:
            size = [ctypes.c_uint() for _ in range(4)]
            where = [ctypes.c_int(), ctypes.c_int()]
            self.x.XGetGeometry(
                self.handle,
                ctypes.c_ulong(child),
                ctypes.byref(root),
                ctypes.byref(where[0]),
                ctypes.byref(where[1]),
                *[ctypes.byref(one) for one in size],
            )
            area = size[0].value * size[1].value
            if area > most:
                best, most = child, area
        if best is None or most < 10000:
            return False
        self.x.XSetInputFocus(self.handle, ctypes.c_ulong(best), 1, ctypes.c_ulong(0))
        focus, revert = ctypes.c_ulong(), ctypes.c_int()
        self.x.XGetInputFocus(self.handle, ctypes.byref(focus), ctypes.byref(revert))
        return focus.value == best

    def look(self, x, y, width, height):
        """A number that differs where the pixels differ."""
        image = self.x.XGetImage(
            self.handle, self.root, x, y, width, height, ctypes.c_ulong(0xFFFFFFFF), 2
        )
        size = image.contents.bytes_per_line * height
        seen = zlib.crc32(ctypes.string_at(image.contents.data, size))
        self.x.XDestroyImage(image)
        return seen

    def wait_for(self, is_there, patience=20.0, pause=0.003):
        """Seconds until is_there() says so; raises when it never does."""
        start = time.perf_counter()
        while not is_there():
            if time.perf_counter() - start > patience:
                raise AssertionError("waited in vain")
            time.sleep(pause)
        return time.perf_counter() - start
