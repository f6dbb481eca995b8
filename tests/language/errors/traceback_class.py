# compare: stderr
# Errors out of methods, properties, generators and comprehensions.
class Account:
    def __init__(self, balance):
        self.balance = balance

    @property
    def checked(self):
        return self.check()

    def check(self):
        return [self.validate(v) for v in self.values()]

    def values(self):
        yield 1
        yield self.balance

    def validate(self, value):
        if value < 0:
            raise self.Invalid("negative",
                               value)
        return value

    class Invalid(Exception):
        """Raised for a negative balance."""


print(Account(5).checked)
Account(-5).checked
