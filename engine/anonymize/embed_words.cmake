# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0

# cmake -D OUTPUT=<file.inc> -D FOLDER=<resources/anonymize> -P embed_words.cmake
# Writes one C++ array per word list, named after its file (first_names_latin.txt: firstNamesLatin).

file(GLOB lists "${FOLDER}/*.txt")
set(text "")
foreach(list IN LISTS lists)
    get_filename_component(name "${list}" NAME_WE)
    string(REGEX MATCHALL "_[a-z]" humps "${name}")
    foreach(hump IN LISTS humps)
        string(SUBSTRING "${hump}" 1 1 letter)
        string(TOUPPER "${letter}" letter)
        string(REPLACE "${hump}" "${letter}" name "${name}")
    endforeach()
    string(APPEND text "constexpr std::string_view ${name}[] = {\n")
    file(STRINGS "${list}" lines ENCODING UTF-8)
    foreach(line IN LISTS lines)
        if(line AND NOT line MATCHES "^#")
            string(APPEND text "    \"${line}\",\n")
        endif()
    endforeach()
    string(APPEND text "};\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}")
