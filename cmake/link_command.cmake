# How the command is linked. Most of what a short program costs is the dynamic linker: finding libraries, mapping them,
# relocating. So the command is one static executable at a fixed address where the static libraries are there (figures in
# docs/DECISIONS.md); OPHION_STATIC=OFF, a sanitizer, or a missing library gives an ordinary dynamic link.
set(static_libraries)
foreach(library IN ITEMS c edit bsd md tinfo gmp z)
  find_library(OPHION_STATIC_${library} NAMES lib${library}.a)
  mark_as_advanced(OPHION_STATIC_${library})
  list(APPEND static_libraries "${OPHION_STATIC_${library}}")
endforeach()
set(static_is_possible ON)
if(OPHION_SANITIZE OR static_libraries MATCHES "NOTFOUND")
  set(static_is_possible OFF)
endif()
option(OPHION_STATIC "Link the command statically" ${static_is_possible})

if(OPHION_STATIC)
  set(OPHION_GMP "${OPHION_STATIC_gmp}")
  set(OPHION_ZLIB "${OPHION_STATIC_z}")
else()
  find_library(OPHION_GMP gmp REQUIRED)
  find_library(OPHION_ZLIB z REQUIRED)
  find_library(OPHION_EDIT edit REQUIRED)
endif()

function(ophion_link_command target)
  if(OPHION_STATIC)
    target_link_options(${target} PRIVATE -static)
    # libedit can complete the names of users, which asks libraries that GNU ld warns are not linked.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_link_options(${target} PRIVATE LINKER:--no-warnings)
    endif()
    target_link_libraries(${target} PRIVATE "${OPHION_STATIC_edit}" "${OPHION_STATIC_bsd}" "${OPHION_STATIC_md}"
                                            "${OPHION_STATIC_tinfo}")
  else()
    target_link_libraries(${target} PRIVATE ${OPHION_EDIT})
  endif()
  target_link_libraries(${target} PRIVATE Threads::Threads)
endfunction()
