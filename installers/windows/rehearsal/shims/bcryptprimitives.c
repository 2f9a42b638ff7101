/* Stands in for bcryptprimitives.dll, which Wine 8 does not have: the random numbers of whatever is
   written in Rust (uuid-utils). They are the system's own all the same.
   For the rehearsal only; never shipped. */

#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    while (count > 0) {
        ULONG part = count > 0x10000000 ? 0x10000000 : (ULONG)count;
        if (!RtlGenRandom(bytes, part))
            return FALSE;
        bytes += part;
        count -= part;
    }
    return TRUE;
}
