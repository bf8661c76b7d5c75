from newsextract.clean.cleaned import Block, Label
def find_blocks(text, shadow, title):
    out=[];at=0
    for n,l in enumerate(text.split("\n")):
        if l.strip(): out.append(Block(at,at+len(l),Label.BODY,n))
        at+=len(l)+1
    return tuple(out)
