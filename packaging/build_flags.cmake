# The flags every target of the project compiles with, as one target, and the three ways to declare a target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(SOSIE_WERROR "Treat warnings as errors" OFF)
option(SOSIE_HARDENING "Compile with the hardening flags of a Debian package" OFF)
set(SOSIE_SANITIZERS "" CACHE STRING "Value of -fsanitize=, for example address,undefined")
option(SOSIE_COVERAGE "Instrument for gcov" OFF)
option(SOSIE_PRECOMPILED_HEADERS "Parse the headers everybody includes once: a whole build in half the time" OFF)

add_library(build_flags INTERFACE)
target_compile_options(build_flags INTERFACE -Wall -Wextra -Wshadow -Wold-style-cast -Wnon-virtual-dtor
    -Woverloaded-virtual -Wcast-align -Werror=return-type -Werror=switch -Werror=unused-result)
target_compile_definitions(build_flags INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(build_flags INTERFACE ${PROJECT_SOURCE_DIR})

if(SOSIE_WERROR)
    # GCC 12 sees values of std::expected as perhaps uninitialized where it inlines a comparison: a warning, no error.
    target_compile_options(build_flags INTERFACE -Werror -Wno-error=maybe-uninitialized)
endif()
if(SOSIE_SANITIZERS)
    target_compile_options(build_flags INTERFACE -fsanitize=${SOSIE_SANITIZERS} -fno-omit-frame-pointer
        -fno-sanitize-recover=undefined)
    target_link_options(build_flags INTERFACE -fsanitize=${SOSIE_SANITIZERS})
    target_compile_definitions(build_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(SOSIE_HARDENING)
    target_compile_options(build_flags INTERFACE -fstack-protector-strong -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS)
    target_link_options(build_flags INTERFACE -Wl,-z,relro,-z,now)
endif()
if(SOSIE_COVERAGE)
    target_compile_options(build_flags INTERFACE --coverage)
    target_link_options(build_flags INTERFACE --coverage)
endif()

# sosie_precompile(<target>): shares one precompiled header, that of engine_base. Without the option (as in the dev
# preset) each file must include what it uses.
set(precompiled_everywhere <QCoreApplication> <QJsonArray> <QJsonObject> <QList> <QString> <QStringList>
    <tl/expected.hpp> <algorithm> <array> <atomic> <functional> <map> <memory> <optional> <stop_token> <string> <vector>)
function(sosie_precompile target)
    if(NOT SOSIE_PRECOMPILED_HEADERS)
        return()
    endif()
    if(target STREQUAL engine_base)
        target_precompile_headers(engine_base PRIVATE ${precompiled_everywhere})
    else()
        target_precompile_headers(${target} REUSE_FROM engine_base)
    endif()
endfunction()

# sosie_precompile_test(<target> LIBRARIES <target>…): the same for programs of tests, which have headers and flags of
# their own: one for those of the engine (test_support), one for those of the window (ui_test_support). Qt Test reads other
# headers when a program uses the network, so such a program shares neither.
function(sosie_precompile_test target)
    cmake_parse_arguments(PARSE_ARGV 1 test "" "" "LIBRARIES")
    set(common ${precompiled_everywhere} <QDir> <QFile> <QJsonDocument> <QProcess> <QRegularExpression>
        <QTemporaryDir> <QTest> <thread>)
    if(NOT SOSIE_PRECOMPILED_HEADERS OR "Qt6::Network" IN_LIST test_LIBRARIES)
        return()
    endif()
    if(target STREQUAL test_support)
        target_precompile_headers(test_support PRIVATE ${common})
    elseif(target STREQUAL ui_test_support)
        target_precompile_headers(ui_test_support PRIVATE ${common} <QtWidgets> <QtConcurrent>)
    elseif("ui" IN_LIST test_LIBRARIES OR "ui_test_support" IN_LIST test_LIBRARIES)
        target_precompile_headers(${target} REUSE_FROM ui_test_support)
    else()
        target_precompile_headers(${target} REUSE_FROM test_support)
    endif()
endfunction()

# sosie_engine_library(<folder> SOURCES … [DEPENDS <folder>…] [LIBRARIES <target>…])
# One static library per engine folder: DEPENDS names the other folders it may include (the arrows of the design),
# LIBRARIES what it uses from outside.
function(sosie_engine_library name)
    cmake_parse_arguments(PARSE_ARGV 1 unit "" "" "SOURCES;DEPENDS;LIBRARIES")
    add_library(engine_${name} STATIC ${unit_SOURCES})
    list(TRANSFORM unit_DEPENDS PREPEND engine_)
    target_link_libraries(engine_${name} PUBLIC ${unit_DEPENDS} Qt6::Core tl::expected ${unit_LIBRARIES}
        PRIVATE build_flags)
    target_include_directories(engine_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    # The only QObject of the engine is a Job.
    if(NOT name STREQUAL operations)
        set_target_properties(engine_${name} PROPERTIES AUTOMOC OFF)
    endif()
    sosie_precompile(engine_${name})
    # Whatever speaks to people is translated: see translations/CMakeLists.txt.
    set_property(GLOBAL APPEND PROPERTY SOSIE_ENGINE_LIBRARIES engine_${name})
endfunction()

# sosie_moc_itself(<target> <source>…): one run of moc for each source that includes its own .moc file, in place of
# AUTOMOC, which starts two programs a target and compiles an empty file more: for a program of one file that costs as much
# as its code. moc finds no headers here and needs none: Q_OBJECT it knows by name.
function(sosie_moc_itself target)
    foreach(source IN LISTS ARGN)
        cmake_path(GET source STEM name)
        file(STRINGS ${source} own REGEX "^#include \"${name}\\.moc\"" LIMIT_COUNT 1)
        if(NOT own)
            continue()
        endif()
        set(moc ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc/${name}.moc)
        add_custom_command(OUTPUT ${moc} COMMAND Qt6::moc ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${moc}
            DEPENDS ${source} VERBATIM)
        set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS ${moc})
        target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
    endforeach()
endfunction()

# sosie_add_test(<name> SOURCES … LIBRARIES … [LABELS …] [TIMEOUT seconds] [DEFINITIONS …])
# One Qt Test program, run from its own folder, without a display unless it asks for one.
function(sosie_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 test "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;DEFINITIONS")
    add_executable(${name} ${test_SOURCES})
    target_link_libraries(${name} PRIVATE ${test_LIBRARIES} Qt6::Test build_flags)
    target_compile_definitions(${name} PRIVATE SOSIE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        SOSIE_BINARY_DIR="${PROJECT_BINARY_DIR}" ${test_DEFINITIONS})
    sosie_moc_itself(${name} ${test_SOURCES})
    sosie_precompile_test(${name} LIBRARIES ${test_LIBRARIES})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT test_TIMEOUT)
        set(test_TIMEOUT 120)
    endif()
    # What a test takes on an idle machine; others may compute beside it.
    math(EXPR patience "${test_TIMEOUT} * 4")
    # Qt Test has a thread of its own when a test starts its servers: ThreadSanitizer would end there. And that thread
    # ends by locks of Qt that ThreadSanitizer does not see, so what libraries not made for it do alone is not judged.
    set(thread_sanitizer TSAN_OPTIONS=die_after_fork=0:ignore_noninstrumented_modules=1)
    # Those that may take long are begun first, so that none of them is left alone at the end.
    set_tests_properties(${name} PROPERTIES LABELS "${test_LABELS}" TIMEOUT ${patience} COST ${test_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;ASAN_OPTIONS=detect_leaks=1;${thread_sanitizer}")
    # What a sanitizer cannot run is skipped there; as packaged, nothing is: a test that is skipped has failed.
    if(NOT SOSIE_SANITIZERS)
        set_tests_properties(${name} PROPERTIES FAIL_REGULAR_EXPRESSION "SKIP   : ")
    endif()
endfunction()
