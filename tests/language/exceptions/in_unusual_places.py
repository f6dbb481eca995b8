# Errors raised in iteration, comparisons, hashing, attribute hooks, constructors, context managers and finalizers.
class Boom(Exception):
    pass


def boom(*args):
    raise Boom(len(args))


T = type("T", (), {n: boom for n in "__add__ __radd__ __eq__ __lt__ __hash__ __len__ __iter__ __next__ __getitem__ __setitem__ __delitem__ __contains__ __call__ __bool__ __int__ __float__ __index__ __str__ __repr__ __format__ __getattr__ __neg__ __abs__ __enter__ __exit__ __iadd__ __reversed__ __round__ __divmod__ __pow__ __bytes__ __dir__ __set_name__ __instancecheck__ __missing__ __complex__ __await__ __length_hint__ __sizeof__ __copy__ __lshift__".split()})
t = T()
sources = "t + 1; 1 + t; t == 1; t != 1; t < 1; 1 > t; hash(t); len(t); iter(t); next(t); t[0]; t[0:1]; 1 in t; t(); bool(t); not t; int(t); float(t); str(t); repr(t); f'{t}'; '%s' % t; '{}'.format(t); t.x; -t; abs(t); [t] == [1]; {t}; {t: 1}; [*t]; (lambda *a: 0)(*t); a, b = t; list(t); tuple(t); set(t); dict(t); sum([t]); sorted([t, t]); max(t, t); min([t, 1]); [1].index(t); [t].count(1); t in [1]; range(t); [1][t]; 'a' * t; 'a'.join(t); print(t, file=None) or print(str(t)); list(map(t, [1])); list(filter(t, [1])); list(zip(t)); any(t); all([t]); enumerate(t); reversed(t); round(t); divmod(t, 1); t ** 2; bytes(t); dir(t); complex(t); if t: pass; while t: pass; t and 1; t or 1; 1 if t else 2; [x for x in t]; {x for x in [t]}; [1 for x in [1] if t]; assert t; with t: pass; for x in t: pass; (x for x in t); t += 1; t[0] = 1; del t[0]; hex(t); chr(t); slice(t).indices(1); [1, 2][t:]; isinstance(1, t); getattr(t, 'x'); hasattr(t, 'x'); getattr(t, 'x', 1); t.method(); [].extend(t); {}.update(t); set().update(t); ''.startswith(t); 'a'.split(t); print(*t); yield_ = [*t, 1]; {**t}; lambda x=t: x; {1: 2}[t]; {1: 2}.get(t); t is None; id(t) and 1; type(t) is T; callable(t)"
for source in sources.split("; "):
    t = T()
    try:
        exec(source)
        print(source, "-> no error")
    except Boom as error:
        print(source, "-> Boom", error.args)
    except Exception as error:
        print(source, "->", type(error).__name__, error if "object at" not in str(error) else "")
