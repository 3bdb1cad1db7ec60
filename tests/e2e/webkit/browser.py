#!/usr/bin/python3
"""A small browser of WebKit for the end-to-end tests.

WebKitWebDriver can drive any program that lets itself be automated, and this one does what the MiniBrowser of Debian does
not: it keeps a profile in a folder it is told, prints to a PDF as the print button of a page does, saves downloads into a
folder, and says on its standard output what the console of the page says. tests/e2e/webkit.mjs starts it.

  browser.py --profile DIR --prints DIR --downloads DIR --proxy URL [--size WIDTHxHEIGHT] [--margin MM] [--no-stores]
"""

import argparse
import os
import signal

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

# The name under which WebKitWebDriver knows it.
NAME = "kizuki-webkit"

# WebKit does nothing on window.print() of an automated page; the browser hears of it this way and prints as for its menu.
PRINTING = "window.print = (tell => () => tell.postMessage(null))(webkit.messageHandlers.print);"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", required=True, help="what the browser keeps; a new folder is a new device")
    parser.add_argument("--prints", required=True, help="printed pages, as 1.pdf, 2.pdf, ...")
    parser.add_argument("--downloads", required=True, help="downloads, under their suggested names")
    parser.add_argument("--proxy", required=True, help="every request goes there, whatever host it names")
    parser.add_argument("--size", default="1366x768", help="inner size of the window")
    parser.add_argument("--margin", type=float, help="margin of the printer in mm, instead of what the system proposes")
    parser.add_argument("--no-stores", action="store_true", help="LocalStorage and IndexedDB are switched off")
    return parser.parse_args()


class Browser:
    def __init__(self, given):
        self.given = given
        self.size = [int(side) for side in given.size.split("x")]
        self.printed = 0
        self.under_way = set()
        data = WebKit2.WebsiteDataManager(base_data_directory=given.profile + "/data", base_cache_directory=given.profile + "/cache")
        data.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, WebKit2.NetworkProxySettings.new(given.proxy, None))
        self.context = WebKit2.WebContext(website_data_manager=data)
        self.context.set_preferred_languages(["ja-JP"])
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.on_automation)
        self.context.connect("download-started", self.on_download)

    def on_automation(self, _context, session):
        about = WebKit2.ApplicationInfo.new()
        about.set_name(NAME)
        about.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
        session.set_application_info(about)
        session.connect("create-web-view", lambda _session: self.open_view())

    def open_view(self):
        settings = WebKit2.Settings()
        settings.set_enable_write_console_messages_to_stdout(True)
        settings.set_enable_html5_local_storage(not self.given.no_stores)
        settings.set_enable_html5_database(not self.given.no_stores)
        scripts = WebKit2.UserContentManager()
        scripts.add_script(
            WebKit2.UserScript.new(PRINTING, WebKit2.UserContentInjectedFrames.TOP_FRAME, WebKit2.UserScriptInjectionTime.START, None, None)
        )
        view = WebKit2.WebView(
            web_context=self.context, settings=settings, user_content_manager=scripts, is_controlled_by_automation=True
        )
        scripts.register_script_message_handler("print")
        scripts.connect("script-message-received::print", lambda _scripts, _message: self.print(view))
        view.connect("web-process-terminated", lambda _view, why: print(f"CONSOLE CRASH {why.value_nick}", flush=True))
        # No title bar and no frame: the page is as large as the window.
        window = Gtk.Window()
        window.set_decorated(False)
        window.set_default_size(*self.size)
        window.add(view)
        window.show_all()
        return view

    def print(self, view):
        operation = WebKit2.PrintOperation.new(view)
        self.printed += 1
        path = f"{self.given.prints}/{self.printed}.pdf"
        settings = Gtk.PrintSettings()
        settings.set_printer("Print to File")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(path + ".part", None))
        setup = Gtk.PageSetup()
        setup.set_paper_size_and_default_margins(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
        if self.given.margin is not None:
            for side in (setup.set_top_margin, setup.set_right_margin, setup.set_bottom_margin, setup.set_left_margin):
                side(self.given.margin, Gtk.Unit.MM)
        operation.set_print_settings(settings)
        operation.set_page_setup(setup)
        # The name without .part says that the sheet is whole.
        operation.connect("finished", lambda _operation: os.rename(path + ".part", path))
        operation.connect("failed", lambda _operation, error: print(f"CONSOLE PRINT {error.message}", flush=True))
        self.under_way.add(operation)
        operation.print_()

    def on_download(self, _context, download):
        download.connect("decide-destination", self.on_destination)
        self.under_way.add(download)

    def on_destination(self, download, suggested):
        path = os.path.join(self.given.downloads, os.path.basename(suggested))
        download.set_allow_overwrite(True)
        download.set_destination(GLib.filename_to_uri(path + ".part", None))
        download.connect("finished", lambda _download: os.rename(path + ".part", path))
        download.connect("failed", lambda _download, error: print(f"CONSOLE DOWNLOAD {error.message}", flush=True))
        return True


if __name__ == "__main__":
    browser = Browser(arguments())
    GLib.unix_signal_add(GLib.PRIORITY_HIGH, signal.SIGTERM, Gtk.main_quit)
    Gtk.main()
