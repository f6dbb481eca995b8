# A name that a function declares global is global for the code around, too, whatever locals that runs with.
source = """
y = 9
def f():
    def g():
        global y
        return y
    return g()
result = f()
"""
local_names, global_names = {}, {}
exec(source, global_names, local_names)
print(sorted(local_names), global_names["y"], local_names["result"])
exec("class C:\n    y = 1\n    def f(self):\n        global y\n        y = 2", global_names, local_names)
print(local_names["C"].y)
exec("z: int = 3\ndef f():\n    global z\n    z = 4\nf()", global_names, local_names)
print(global_names["z"], "z" in local_names)
