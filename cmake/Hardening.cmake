# What is installed is compiled and linked so that a mistake ends the program instead of serving whoever found it: "Compiler
# Options Hardening Guide for C and C++" of the OpenSSF, as far as GCC 12 knows it. Of its list are missing
# -fno-delete-null-pointer-checks, for which GCC 12 warns of null pointers where there are none; -z nodlopen, which is for
# libraries; and -Werror=format-security: no warning keeps this from being installed, and the tests' build has -Werror. Debian's
# compiler makes position-independent programs by itself.

add_compile_options(-fstack-protector-strong)
add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed)

set(RANCAK_HARDENING -Wformat=2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -fstack-clash-protection
    -ftrivial-auto-var-init=zero -fno-strict-overflow -fno-strict-aliasing)
if(CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64)
  list(APPEND RANCAK_HARDENING -fcf-protection=full)
elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL aarch64)
  list(APPEND RANCAK_HARDENING -mbranch-protection=standard)
endif()
add_compile_options("$<$<CONFIG:Release>:${RANCAK_HARDENING}>")
