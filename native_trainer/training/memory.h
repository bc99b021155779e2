#pragma once

namespace earshot {

/// Makes the program keep what it frees for its next tensors. The C library otherwise hands large blocks back
/// to the system and gets them anew, page by page, in every batch, which for convolutions over spectrograms
/// takes as long as the training itself. No effect where the C library is not glibc.
void keep_freed_memory();

}  // namespace earshot
