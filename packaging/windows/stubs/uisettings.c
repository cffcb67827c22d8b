/* TEST ONLY stub of WinRT class Windows.UI.ViewManagement.UISettings for Wine 8.
 * Qt6's qwindows.dll activates it unconditionally (C++/WinRT) and aborts when it is absent.
 * Never shipped: it lives in the Wine prefix only; real Windows 10/11 has the real one. */
#define COBJMACROS
#define INITGUID
#include <windows.h>
#include <stdio.h>
typedef void *HSTRING_; 
static int dbg(void){ static int d=-1; if(d<0){ char b[8]; d = GetEnvironmentVariableA("UISTUB_DEBUG",b,8)>0; } return d; }
static const GUID IID_IActivationFactory_={0x00000035,0,0,{0xC0,0,0,0,0,0,0,0x46}};
static const GUID IID_IInspectable_={0xAF86E2E0,0xB12D,0x4c6a,{0x9C,0x5A,0xD7,0xAA,0x65,0x10,0x1E,0x90}};
static const GUID IID_IAgile_={0x94ea2b94,0xe9cc,0x49e0,{0xc0,0xff,0xee,0x64,0xca,0x8f,0x5b,0x90}};
static const GUID IID_S1={0x85361600,0x1C63,0x4627,{0xBC,0xB1,0x3A,0x89,0xE0,0xBC,0x9C,0x55}};
static const GUID IID_S2={0xBAD82401,0x2721,0x44F9,{0xBB,0x91,0x2B,0xB2,0x28,0xBE,0x44,0x2F}};
static const GUID IID_S3={0x03021BE4,0x5254,0x4781,{0x81,0x94,0x51,0x68,0xF7,0xD0,0x6D,0x7B}};
static const GUID IID_S4={0x52BB3002,0x919B,0x4D6B,{0x9B,0x78,0x8D,0xD6,0x6F,0xF4,0xB9,0x3B}};
static const GUID IID_S5={0x5349D588,0x0CB5,0x5F05,{0xBD,0x34,0x70,0x6B,0x32,0x31,0xF0,0xBD}};
typedef struct { void **vt; } Obj;
static void *vt_fac[8], *vt_s1[24], *vt_s2[12], *vt_s3[12], *vt_s4[12], *vt_s5[12];
static Obj o_fac={vt_fac}, o_s1={vt_s1}, o_s2={vt_s2}, o_s3={vt_s3}, o_s4={vt_s4}, o_s5={vt_s5};
static HRESULT WINAPI notimpl(void){ return E_NOTIMPL; }
static ULONG WINAPI ref(void*p){ return 2; }
static HRESULT WINAPI qi(Obj*o, const GUID*g, void**out){
    *out=NULL;
    if(o==&o_fac){ if(IsEqualGUID(g,&IID_IActivationFactory_)||IsEqualGUID(g,&IID_IUnknown)||IsEqualGUID(g,&IID_IInspectable_)||IsEqualGUID(g,&IID_IAgile_)) *out=&o_fac; }
    else if(IsEqualGUID(g,&IID_IUnknown)||IsEqualGUID(g,&IID_IInspectable_)||IsEqualGUID(g,&IID_IAgile_)||IsEqualGUID(g,&IID_S1)) *out=&o_s1;
    else if(IsEqualGUID(g,&IID_S2)) *out=&o_s2; else if(IsEqualGUID(g,&IID_S3)) *out=&o_s3;
    else if(IsEqualGUID(g,&IID_S4)) *out=&o_s4; else if(IsEqualGUID(g,&IID_S5)) *out=&o_s5;
    if(dbg()) fprintf(stderr,"uistub QI %08lx -> %p\n",(unsigned long)g->Data1,*out);
    return *out?S_OK:E_NOINTERFACE; }
static HRESULT WINAPI getiids(Obj*o, ULONG*n, GUID**p){ *n=0; *p=NULL; return S_OK; }
static HRESULT WINAPI rcname(Obj*o, HSTRING_*h){ *h=NULL; return S_OK; }
static HRESULT WINAPI trust(Obj*o, int*t){ *t=0; return S_OK; }
static HRESULT WINAPI activate(Obj*o, void**out){ *out=&o_s1; return S_OK; }
static HRESULT WINAPI getcolor(Obj*o, int type, BYTE*c){ /* A,R,G,B */
    static const BYTE t[][4]={{255,255,255,255},{255,0,0,0},{255,0,38,66},{255,0,62,117},{255,0,90,158},{255,0,120,215},{255,66,156,227},{255,118,185,237},{255,166,216,255},{255,255,255,255}};
    if(type<0||type>9) type=0;
    memcpy(c,t[type],4); return S_OK; }
static HRESULT WINAPI addev(Obj*o, void*h, INT64*tok){ *tok=1; return S_OK; }
static HRESULT WINAPI remev(Obj*o, INT64 tok){ return S_OK; }
static HRESULT WINAPI getdouble1(Obj*o, double*d){ *d=1.0; return S_OK; }
static HRESULT WINAPI getbool1(Obj*o, BYTE*b){ *b=1; return S_OK; }
static HRESULT WINAPI getu32(Obj*o, UINT32*u){ *u=500; return S_OK; }
static void base(void**v,int n){ int i; for(i=0;i<n;i++) v[i]=notimpl; v[0]=qi; v[1]=ref; v[2]=ref; v[3]=getiids; v[4]=rcname; v[5]=trust; }
BOOL WINAPI DllMain(HINSTANCE h, DWORD r, LPVOID x){ if(r==DLL_PROCESS_ATTACH){
    base(vt_fac,8); vt_fac[6]=activate;
    base(vt_s1,24); vt_s1[12]=getbool1; vt_s1[13]=getbool1; vt_s1[14]=getu32; vt_s1[15]=getu32; vt_s1[16]=getu32; vt_s1[17]=getu32; vt_s1[11]=getu32;
    base(vt_s2,12); vt_s2[6]=getdouble1; vt_s2[7]=addev; vt_s2[8]=remev;
    base(vt_s3,12); vt_s3[6]=getcolor; vt_s3[7]=addev; vt_s3[8]=remev;
    base(vt_s4,12); vt_s4[6]=getbool1; vt_s4[7]=addev; vt_s4[8]=remev;
    base(vt_s5,12); vt_s5[6]=getbool1; vt_s5[7]=addev; vt_s5[8]=remev; }
    return TRUE; }
__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(HSTRING_ cls, void**fac){ *fac=&o_fac; return S_OK; }
__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void){ return S_FALSE; }
