// A mutant: every connection to SQLite gets synchronous=OFF, whatever the program asks for. Linked with
// --wrap=sqlite3_exec into a program of its own; the product's code is the same.

#include <sqlite3.h>
#include <string>

extern "C" {

int __real_sqlite3_exec(sqlite3*, const char*, int (*)(void*, int, char**, char**), void*, char**);
int __wrap_sqlite3_exec(sqlite3*, const char*, int (*)(void*, int, char**, char**), void*, char**);

int __wrap_sqlite3_exec(sqlite3* database, const char* sql, int (*row)(void*, int, char**, char**), void* context,
                        char** message) {
    const std::string full = "synchronous=FULL";
    std::string text = sql;
    if (const auto at = text.find(full); at != std::string::npos) text.replace(at, full.size(), "synchronous=OFF");
    return __real_sqlite3_exec(database, text.c_str(), row, context, message);
}
}
