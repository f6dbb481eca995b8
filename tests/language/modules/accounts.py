# pwd and grp, as far as the system's files go.
import grp
import pwd


def show(*functions):
    for function in functions:
        try:
            print(function())
        except Exception as error:
            print(type(error).__name__, error)


show(lambda: pwd.getpwuid(0), lambda: pwd.getpwnam("root").pw_dir, lambda: pwd.getpwnam("no such user"), lambda: pwd.getpwuid(2 ** 31 - 7), lambda: pwd.getpwuid(2 ** 70), lambda: pwd.getpwuid("x"), lambda: pwd.getpwall()[0] == pwd.getpwuid(0), lambda: type(pwd.getpwall()[0]) is pwd.struct_passwd)
show(lambda: grp.getgrgid(0), lambda: grp.getgrnam("root").gr_gid, lambda: grp.getgrnam("no such group"), lambda: grp.getgrgid(2 ** 31 - 7), lambda: len(grp.getgrall()) > 1, lambda: type(grp.getgrgid(0)))
