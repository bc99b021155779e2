# Dear ImGui: its core, which is portable, and the two backends that the page draws with.
set(imgui_dir ${EARSHOT_SOURCES}/imgui)
add_library(imgui STATIC ${imgui_dir}/imgui.cpp ${imgui_dir}/imgui_draw.cpp ${imgui_dir}/imgui_tables.cpp
                         ${imgui_dir}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_dir})
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
                                        IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_FILE_FUNCTIONS)

add_library(imgui_browser STATIC ${imgui_dir}/backends/imgui_impl_glfw.cpp
                                 ${imgui_dir}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui_browser SYSTEM PUBLIC ${imgui_dir}/backends)
target_compile_definitions(imgui_browser PRIVATE IMGUI_IMPL_OPENGL_ES3)
target_link_libraries(imgui_browser PUBLIC imgui)
target_link_options(imgui_browser INTERFACE -sUSE_GLFW=3 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
