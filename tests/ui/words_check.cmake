# Collects every sentence of the window from its source and fails unless LANGUAGE.po translates all
# of them, none of them doubtful, and none beyond them.
file(GLOB sources ${SOURCES}/*.cpp ${SOURCES}/*.hpp)
set(template ${OUT}/ocop-till-${LANGUAGE}.pot)
execute_process(COMMAND ${XGETTEXT} --language=C++ --from-code=UTF-8 -k_ -kmsgid
    --output=${template} ${sources} RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "xgettext cannot read the window's source")
endif()
execute_process(COMMAND ${MSGCMP} ${SOURCES}/locale/${LANGUAGE}.po ${template}
    RESULT_VARIABLE failed ERROR_VARIABLE said)
if(failed OR said MATCHES "not used")
    message(FATAL_ERROR "${LANGUAGE}.po and the source differ:\n${said}")
endif()
