/* TEST ONLY stub of bcryptprimitives.dll for Wine 8, which lacks it: libraries written in Rust take their random seeds from it.
 * Never shipped: it lives in the Wine prefix only; real Windows 10/11 has the real one. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom of advapi32 */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length){ return SystemFunction036(data, (ULONG)length); }
BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved){ return TRUE; }
