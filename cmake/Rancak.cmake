# Settings and the three kinds of target that the folders declare.

option(RANCAK_TESTS "Build the tests" ON)
option(RANCAK_BENCHES "Offer the benches: scripts/bench builds and runs them in release" OFF)
option(RANCAK_WERROR "Treat warnings as errors" OFF)
set(RANCAK_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
foreach(package sdl2 SDL2_image x11 imgui freetype2 libcurl sqlite3 libpq libsodium libmicrohttpd libpng libturbojpeg pangocairo xlsxwriter
    fmt spdlog simdjson libqrencode prometheus-cpp-core)
  string(TOUPPER ${package} prefix)
  pkg_check_modules(${prefix} REQUIRED IMPORTED_TARGET ${package})
endforeach()
foreach(package SDL2 SDL2_IMAGE)
  # -D_REENTRANT says nothing to glibc, and would bar such targets from the shared precompiled header.
  set_property(TARGET PkgConfig::${package} PROPERTY INTERFACE_COMPILE_OPTIONS "")
endforeach()

add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion)
include(${CMAKE_CURRENT_LIST_DIR}/Hardening.cmake)
# GCC 12 warns of overlapping copies inside std::string where there are none (GCC bug 105651), in Release only.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict)
endif()
if(RANCAK_WERROR)
  add_compile_options(-Werror)
endif()
if(RANCAK_SANITIZE)
  add_compile_options(-fsanitize=${RANCAK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${RANCAK_SANITIZE})
  # Tests start programs by the hundred, and sanitizers' tables are full of pointers: at a fixed address none of them has
  # to be set at each start.
  add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-no-pie>)
endif()
# What no program calls is not loaded with it.
add_compile_options($<$<CONFIG:Release>:-ffunction-sections> $<$<CONFIG:Release>:-fdata-sections>)
add_link_options($<$<CONFIG:Release>:-Wl,--gc-sections>)

find_program(RANCAK_CCACHE ccache)
if(RANCAK_CCACHE)
  # Precompiled headers are cached only with these two (ccache manual, "Precompiled headers").
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${RANCAK_CCACHE})
  add_compile_options($<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-fpch-preprocess>)
endif()
find_program(RANCAK_MOLD mold)
if(RANCAK_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

function(_rancak_common target)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${target} PRIVATE RANCAK_VERSION="${PROJECT_VERSION}")
endfunction()

# rancak_library(name SOURCES a.cpp … LINK lib … [PRIVATE_LINK lib …] [PRECOMPILE <header> …])
function(rancak_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK;PRECOMPILE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  _rancak_common(${name})
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
  if(arg_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${arg_PRECOMPILE})
  endif()
endfunction()

# rancak_program(name SOURCES main.cpp LINK lib …)
function(rancak_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  _rancak_common(${name})
  target_link_libraries(${name} PRIVATE ${arg_LINK})
endfunction()

# rancak_test(name [EACH_CASE] SOURCES a_test.cpp … LINK lib …)
# Each file of tests is an entry of ctest: a process starts and is searched for leaks once a file, which took most of the
# time when it was once a case. With EACH_CASE each TEST_CASE is one, so that long ones run beside each other, and they
# run first. Where the sources and the build are, tests/support/places.h says.
function(rancak_test name)
  cmake_parse_arguments(arg "EACH_CASE" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  _rancak_common(${name})
  target_link_libraries(${name} PRIVATE rancak_test_support ${arg_LINK})
  target_precompile_headers(${name} REUSE_FROM rancak_test_support)
  if(arg_EACH_CASE)
    doctest_discover_tests(${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 900 COST 100)
    return()
  endif()
  foreach(source IN LISTS arg_SOURCES)
    if(source MATCHES "_test\\.cpp$")
      get_filename_component(stem ${source} NAME_WE)
      add_test(NAME "${name}: ${stem}" COMMAND ${name} "--source-file=*/${source}")
      # doctest is content when the filter finds nothing; we are not.
      set_tests_properties("${name}: ${stem}" PROPERTIES
          TIMEOUT 300 FAIL_REGULAR_EXPRESSION "test cases: +0 ")
    endif()
  endforeach()
endfunction()

# rancak_bench(name SOURCES a.cpp … LINK lib … NEEDS program …)
# A program in bin/bench/ that prints figures (tests/bench/README.md). Where tests are built it is too, so that it keeps
# compiling; elsewhere only the target rancak_benches builds it, together with the programs that it NEEDS.
function(rancak_bench name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;NEEDS" ${ARGN})
  add_executable(bench_${name} ${arg_SOURCES})
  _rancak_common(bench_${name})
  if(NOT RANCAK_TESTS)
    set_target_properties(bench_${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
  set_target_properties(bench_${name} PROPERTIES
      OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/bench)
  target_link_libraries(bench_${name} PRIVATE rancak_bench_frame ${arg_LINK})
  add_dependencies(rancak_benches bench_${name} ${arg_NEEDS})
endfunction()
