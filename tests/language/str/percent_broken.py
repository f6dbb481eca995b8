# Broken directives of the % operator on str and bytes.
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for s in ('%','%z','a%','%(x','%(x)','%5','%.','%.5','%l','%ld','%-','%*','%*d','%(a)s','%%','%s %','%10.3','%lz','%hh','%L','%#','%(a)','%(a)z','%(a','%(a)5', '% ', '%q %d','%i%'):
    t(lambda: s % 1); print(s); t(lambda: s.encode() % 1); t(lambda: s % {'a':1}); t(lambda: s.encode() % {b'a':1}); t(lambda: bytearray(s.encode()) % ())
