# compare: stderr
# warnings.warn on standard error, filters and errors made from warnings.
import warnings

warnings.warn("first warning")
warnings.warn("deprecated thing", DeprecationWarning)
warnings.simplefilter("error")
try:
    warnings.warn("as error", RuntimeWarning)
except RuntimeWarning as error:
    print("caught", error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("recorded")
    warnings.warn("recorded", UserWarning)
print([(str(w.message), w.category.__name__) for w in caught])
warnings.simplefilter("ignore")
warnings.warn("ignored")
print("end")
