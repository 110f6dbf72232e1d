/**
 * The instruction set of Ark bytecode: `name:operands` in the order of opcode numbers, for each prefix byte a list of its own.
 *
 * Operands, one letter each: `q` and `n` four bits (register, number), `r` and `b` eight, `R` and `h` sixteen, `w` thirty-two; `i`
 * a signed number of 32 bits, `d` a double; `j` `J` `K` a jump of 8, 16 or 32 bits; `s` `m` `l` a string, method or literal array by
 * its index in the region, `S` a string by its offset.
 *
 * Opcodes have kept their numbers since version 9; later ones were added behind.
 * Source: openharmony/arkcompiler_runtime_core isa/isa.yaml, version 24.0.0.0
 */
export const OPCODES: Readonly<Record<string, string>> = {
  plain: `
    ldundefined ldnull ldtrue ldfalse createemptyobject createemptyarray:b createarraywithbuffer:bl createobjectwithbuffer:bl
    newobjrange:bbr newlexenv:b add2:br sub2:br mul2:br div2:br mod2:br eq:br noteq:br less:br lesseq:br greater:br
    greatereq:br shl2:br shr2:br ashr2:br and2:br or2:br xor2:br exp:br typeof:b tonumber:b tonumeric:b neg:b not:b inc:b
    dec:b istrue isfalse isin:br instanceof:br strictnoteq:br stricteq:br callarg0:b callarg1:br callargs2:brr callargs3:brrr
    callthis0:br callthis1:brr callthis2:brrr callthis3:brrrr callthisrange:bbr supercallthisrange:bbr definefunc:bmb
    definemethod:bmb defineclasswithbuffer:bmlhr getnextpropname:r ldobjbyvalue:br stobjbyvalue:brr ldsuperbyvalue:br
    ldobjbyindex:bh stobjbyindex:brh ldlexvar:nn stlexvar:nn lda.str:s tryldglobalbyname:bs trystglobalbyname:bs
    ldglobalvar:hs ldobjbyname:bs stobjbyname:bsr mov:qq mov:rr ldsuperbyname:bs stconsttoglobalrecord:hs sttoglobalrecord:hs
    ldthisbyname:bs stthisbyname:bs ldthisbyvalue:b stthisbyvalue:br jmp:j jmp:J jeqz:j jeqz:J jnez:j jstricteqz:j
    jnstricteqz:j jeqnull:j jnenull:j jstricteqnull:j jnstricteqnull:j jequndefined:j jneundefined:j jstrictequndefined:j
    jnstrictequndefined:j jeq:rj jne:rj jstricteq:rj jnstricteq:rj lda:r sta:r ldai:i fldai:d return returnundefined
    getpropiterator getiterator:b closeiterator:br poplexenv ldnan ldinfinity getunmappedargs ldglobal ldnewtarget ldthis
    ldhole createregexpwithliteral:bsb createregexpwithliteral:hsb callrange:bbr definefunc:hmb defineclasswithbuffer:hmlhr
    gettemplateobject:b setobjectwithproto:br stownbyvalue:brr stownbyindex:brh stownbyname:bsr getmodulenamespace:b
    stmodulevar:b ldlocalmodulevar:b ldexternalmodulevar:b stglobalvar:hs createemptyarray:h createarraywithbuffer:hl
    createobjectwithbuffer:hl newobjrange:hbr typeof:h ldobjbyvalue:hr stobjbyvalue:hrr ldsuperbyvalue:hr ldobjbyindex:hh
    stobjbyindex:hrh ldlexvar:bb stlexvar:bb tryldglobalbyname:hs trystglobalbyname:hs stownbynamewithnameset:bsr mov:RR
    ldobjbyname:hs stobjbyname:hsr ldsuperbyname:hs ldthisbyname:hs stthisbyname:hs ldthisbyvalue:h stthisbyvalue:hr
    asyncgeneratorreject:r jmp:K stownbyvaluewithnameset:brr jeqz:K jnez:J jnez:K jstricteqz:J jnstricteqz:J jeqnull:J
    jnenull:J jstricteqnull:J jnstricteqnull:J jequndefined:J jneundefined:J jstrictequndefined:J jnstrictequndefined:J jeq:rJ
    jne:rJ jstricteq:rJ jnstricteq:rJ getiterator:h closeiterator:hr ldsymbol asyncfunctionenter ldfunction debugger
    creategeneratorobj:r createiterresultobj:rr createobjectwithexcludedkeys:brr newobjapply:br newobjapply:hr
    newlexenvwithname:bl createasyncgeneratorobj:r asyncgeneratorresolve:rrr supercallspread:br apply:brr
    supercallarrowrange:bbr definegettersetterbyvalue:rrrr dynamicimport definemethod:hmb resumegenerator getresumemode
    gettemplateobject:h delobjprop:r suspendgenerator:r asyncfunctionawaituncaught:r copydataproperties:r starrayspread:rr
    setobjectwithproto:hr stownbyvalue:hrr stsuperbyvalue:brr stsuperbyvalue:hrr stownbyindex:hrh stownbyname:hsr
    asyncfunctionresolve:r asyncfunctionreject:r copyrestargs:b stsuperbyname:bsr stsuperbyname:hsr
    stownbyvaluewithnameset:hrr ldbigint:s stownbynamewithnameset:hsr nop setgeneratorstate:b getasynciterator:b
    ldprivateproperty:bhh stprivateproperty:bhhr testin:bhh definefieldbyname:bsr definepropertybyname:bsr
    callthis0withname:bsr callthis1withname:bsrr callthis2withname:bsrrr callthis3withname:bsrrrr callthisrangewithname:bbsr`,
  254: `
    throw throw.notexists throw.patternnoncoercible throw.deletesuperproperty throw.constassignment:r throw.ifnotobject:r
    throw.undefinedifhole:rr throw.ifsupernotcorrectcall:b throw.ifsupernotcorrectcall:h throw.undefinedifholewithname:s`,
  253: `
    wide.createobjectwithexcludedkeys:hrr wide.newobjrange:hr wide.newlexenv:h wide.newlexenvwithname:hl wide.callrange:hr
    wide.callthisrange:hr wide.supercallthisrange:hr wide.supercallarrowrange:hr wide.ldobjbyindex:w wide.stobjbyindex:rw
    wide.stownbyindex:rw wide.copyrestargs:h wide.ldlexvar:hh wide.stlexvar:hh wide.getmodulenamespace:h wide.stmodulevar:h
    wide.ldlocalmodulevar:h wide.ldexternalmodulevar:h wide.ldpatchvar:h wide.stpatchvar:h wide.callthisrangewithname:hsr`,
  252: `
    deprecated.ldlexenv deprecated.poplexenv deprecated.getiteratornext:rr deprecated.createarraywithbuffer:h
    deprecated.createobjectwithbuffer:h deprecated.tonumber:r deprecated.tonumeric:r deprecated.neg:r deprecated.not:r
    deprecated.inc:r deprecated.dec:r deprecated.callarg0:r deprecated.callarg1:rr deprecated.callargs2:rrr
    deprecated.callargs3:rrrr deprecated.callrange:hr deprecated.callspread:rrr deprecated.callthisrange:hr
    deprecated.defineclasswithbuffer:mhhrr deprecated.resumegenerator:r deprecated.getresumemode:r
    deprecated.gettemplateobject:r deprecated.delobjprop:rr deprecated.suspendgenerator:rr
    deprecated.asyncfunctionawaituncaught:rr deprecated.copydataproperties:rr deprecated.setobjectwithproto:rr
    deprecated.ldobjbyvalue:rr deprecated.ldsuperbyvalue:rr deprecated.ldobjbyindex:rw deprecated.asyncfunctionresolve:rrr
    deprecated.asyncfunctionreject:rrr deprecated.stlexvar:nnr deprecated.stlexvar:bbr deprecated.stlexvar:hhr
    deprecated.getmodulenamespace:S deprecated.stmodulevar:S deprecated.ldobjbyname:Sr deprecated.ldsuperbyname:Sr
    deprecated.ldmodulevar:Sb deprecated.stconsttoglobalrecord:S deprecated.stlettoglobalrecord:S
    deprecated.stclasstoglobalrecord:S deprecated.ldhomeobject deprecated.createobjecthavingmethod:h
    deprecated.dynamicimport:r deprecated.asyncgeneratorreject:rr`,
  251: `
    callruntime.notifyconcurrentresult callruntime.definefieldbyvalue:brr callruntime.definefieldbyindex:bwr
    callruntime.topropertykey callruntime.createprivateproperty:hl callruntime.defineprivateproperty:bhhr
    callruntime.callinit:br callruntime.definesendableclass:hmlhr callruntime.ldsendableclass:h
    callruntime.ldsendableexternalmodulevar:b callruntime.wideldsendableexternalmodulevar:h callruntime.newsendableenv:b
    callruntime.widenewsendableenv:h callruntime.stsendablevar:nn callruntime.stsendablevar:bb
    callruntime.widestsendablevar:hh callruntime.ldsendablevar:nn callruntime.ldsendablevar:bb
    callruntime.wideldsendablevar:hh callruntime.istrue:b callruntime.isfalse:b callruntime.ldlazymodulevar:b
    callruntime.wideldlazymodulevar:h callruntime.ldlazysendablemodulevar:b callruntime.wideldlazysendablemodulevar:h
    callruntime.supercallforwardallargs:r callruntime.ldsendablelocalmodulevar:b callruntime.wideldsendablelocalmodulevar:h`,
};
