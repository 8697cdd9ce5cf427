# The command line runs on servers without a display: it links no library of windows.
execute_process(COMMAND ldd ${PROGRAM} OUTPUT_VARIABLE libraries RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "ldd could not read ${PROGRAM}")
endif()
if(libraries MATCHES "libQt6(Gui|Widgets|Svg)[^ ]*")
    message(FATAL_ERROR "${PROGRAM} links ${CMAKE_MATCH_0}")
endif()
