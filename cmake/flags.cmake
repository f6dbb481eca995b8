# Flags that every target of the tree shares, and the function that makes a layer's target. Included after project().

set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g -DOPHION_DEBUG=1")
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

add_compile_options(-Wall -Wextra -Wno-invalid-offsetof -fvisibility=hidden -fvisibility-inlines-hidden -fno-plt -ftls-model=initial-exec)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  add_compile_options(-fcolor-diagnostics)
  add_link_options(-fuse-ld=lld)
else()
  add_compile_options(-fdiagnostics-color=always -fno-semantic-interposition)
endif()
if(OPHION_WERROR)
  add_compile_options(-Werror)
endif()

if(OPHION_SANITIZE)
  # vptr needs RTTI, which the layers are built without.
  add_compile_options(-fsanitize=${OPHION_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(OPHION_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr)
  endif()
  add_link_options(-fsanitize=${OPHION_SANITIZE})
endif()

if(OPHION_LTO)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_compile_options(-flto=thin)
    add_link_options(-flto=thin -Wl,--thinlto-cache-dir=${CMAKE_BINARY_DIR}/lto-cache)
  else()
    # Static libraries of GCC's intermediate code need the archiver that comes with its plugin.
    set(CMAKE_AR "${CMAKE_CXX_COMPILER_AR}")
    set(CMAKE_RANLIB "${CMAKE_CXX_COMPILER_RANLIB}")
    add_compile_options(-flto=auto -fno-fat-lto-objects)
    add_link_options(-flto=auto)
  endif()
endif()

# ophion_layer(NAME [LINK targets...] [EXCEPTIONS]): the static library ophion_NAME from every .cpp below the folder NAME.
# Adding a file needs no edit here. A folder without sources makes an INTERFACE library, so that a layer may start as
# headers alone.
function(ophion_layer name)
  cmake_parse_arguments(arg "EXCEPTIONS" "" "LINK;SOURCES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${OPHION_SOURCE_DIR}/src/${name}/*.cpp")
  list(APPEND sources ${arg_SOURCES})
  set(target ophion_${name})
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    if(NOT arg_EXCEPTIONS)
      target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti)
    endif()
    set_property(GLOBAL APPEND PROPERTY OPHION_LAYERS_WITH_CODE ${target})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} "${OPHION_SOURCE_DIR}/src" "${OPHION_SOURCE_DIR}/include"
                             "${OPHION_BINARY_DIR}/generated")
  target_compile_features(${target} ${scope} cxx_std_20)
  target_link_libraries(${target} ${scope} ${arg_LINK})
endfunction()
